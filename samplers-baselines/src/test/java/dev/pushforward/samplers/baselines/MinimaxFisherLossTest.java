package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import dev.pushforward.testkit.KnownTarget;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** In float64: by quadrature over z, without sampling error, and under a target's own law by its exact draws. */
class MinimaxFisherLossTest {
    private static final RandomStream KEY = RandomStream.of(29);
    private static final double LAMBDA = 0.7;
    private static final MinimaxFisherLoss LOSS = new MinimaxFisherLoss(LAMBDA, 0);

    /**
     * The trapezoidal rule for the standard normal in the plane, on [-7, 7] with steps of 0.35: exact to 1e-10 for
     * smooth integrands of moderate growth.
     */
    private static final int N = 41;

    private static final Tensor Z = grid();
    private static final Tensor WEIGHTS = Z.square().sum(1).mul(-0.5).exp().mul(0.35 * 0.35 / (2 * Math.PI));

    private static Tensor grid() {
        double[] z = new double[2 * N * N];
        for (int i = 0; i < N * N; i++) {
            z[2 * i] = -7 + 0.35 * (i / N);
            z[2 * i + 1] = -7 + 0.35 * (i % N);
        }
        return Tensor.of(DType.FLOAT64, z, N * N, 2);
    }

    private static Tensor matrix(double... values) {
        return Tensor.of(DType.FLOAT64, values, 2, 2);
    }

    private static Tensor row(double... values) {
        return Tensor.of(DType.FLOAT64, values, values.length);
    }

    private static double mean(Tensor perRow) {
        return perRow.mul(WEIGHTS).sum().item();
    }

    // p = N(m, A A'), A = [[0.8, 0], [0.5, 0.6]], whose precision is P; q = N(c, Q^-1)
    private static final Tensor X = Z.matmul(matrix(0.8, 0.5, 0, 0.6)).add(row(0.3, -0.4));
    private static final Tensor P = matrix(0.61 / 0.2304, -0.4 / 0.2304, -0.4 / 0.2304, 0.64 / 0.2304);

    /** {@code s_q - s_p = -Q (x - c) + P (x - m)}. */
    private static Tensor gap(Tensor x) {
        return sq(x).add(x.sub(row(0.3, -0.4)).matmul(P));
    }

    private static Tensor sq(Tensor x) {
        return x.sub(row(-0.5, 0.2)).matmul(matrix(-1.5, 0.4, 0.4, -0.8));
    }

    /**
     * Of the two normal laws, {@code E |B (x - m) + Q (c - m)|^2 = tr(B S B) + |Q (c - m)|^2}, with B = P - Q, S = A A'
     * and Q (c - m) = (-1.44, 0.8).
     */
    private static double divergence() {
        double[][] b = {{0.61 / 0.2304 - 1.5, -0.4 / 0.2304 + 0.4}, {-0.4 / 0.2304 + 0.4, 0.64 / 0.2304 - 0.8}};
        double[][] s = {{0.64, 0.4}, {0.4, 0.61}};
        double sum = 1.44 * 1.44 + 0.8 * 0.8;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 2; k++) {
                    sum += b[i][j] * s[j][k] * b[k][i];
                }
            }
        }
        return sum;
    }

    @Test
    void theBestCriticHasTheDivergenceOverFourLambda() {
        double best = divergence() / (4 * LAMBDA);
        assertEquals(best, value(x -> gap(x).div(2 * LAMBDA)), 1e-9 * best);
        // another critic loses lambda E|f - f*|^2: here f = 0.7 f* + (0.1, 0)
        double lost = 0.3 * 0.3 * best - 2 * 0.3 * 0.1 * -1.44 / 2 + 0.01 * LAMBDA;
        assertEquals(best - lost, value(x -> gap(x).mul(0.7 / (2 * LAMBDA)).add(row(0.1, 0))), 1e-9 * best);
        assertEquals(0, value(x -> x.mul(0)), 0);
    }

    private static double value(UnaryOperator<Tensor> critic) {
        Tensor at = X.tracked();
        return mean(LOSS.perRow(critic, sq(at), at, KEY));
    }

    /** An affine critic can be the best one, and ascent by the gradient that training takes finds it. */
    @Test
    void ascentFindsTheDivergence() {
        Mlp critic = new MlpSettings(List.of(), Activation.TANH, Initialization.PYTORCH)
                .create(2, 2, DType.FLOAT64, KEY.generator());
        var adam = new Adam(critic.parameters(), Adam.Settings.of(Schedule.falling(0.05, 600, 0.7)));
        var gradient = critic.parameters().zerosLike();
        Tensor at = X.tracked();
        Tensor sq = sq(X);
        for (int t = 0; t < 600; t++) {
            try (Scope scope = Scope.open()) {
                Gradient.of(LOSS.perRow(critic::apply, sq, at, KEY), WEIGHTS.neg())
                        .overwrite(critic.parameters().tensors(), gradient.tensors());
                adam.step(gradient, Workers.of(1));
            }
        }
        double best = divergence() / (4 * LAMBDA);
        assertEquals(best, value(critic.frozen()::apply), 1e-6 * best);
    }

    /** Some smooth field, neither odd nor even. */
    private static UnaryOperator<Tensor> field() {
        return new MlpSettings(List.of(16, 16), Activation.TANH, Initialization.GLOROT)
                .create(2, 2, DType.FLOAT64, KEY.split("field").generator())
                .frozen()::apply;
    }

    /** {@code x = (sinh(theta z1 + 1/2), z2 + theta x1 / 2)}: skewed. */
    private static Tensor push(Tensor theta) {
        Tensor u = Z.column(0).mul(theta).add(0.5);
        Tensor x1 = u.exp().sub(u.neg().exp()).mul(0.5);
        return Tensor.stack(1, x1, Z.column(1).add(x1.mul(theta).mul(0.5)));
    }

    /** With the critic as a fixed function, the gradient by the generator's parameter is that of the mean loss. */
    @Test
    void theGeneratorsGradientIsThatOfTheLoss() {
        UnaryOperator<Tensor> field = field();
        UnaryOperator<Tensor> f = x -> field.apply(x).mul(5);
        for (int slices : new int[] {0, 2}) {
            var loss = new MinimaxFisherLoss(LAMBDA, slices);
            UnaryOperator<Tensor> mean = theta -> {
                Tensor x = push(theta);
                Tensor at = x.isTracked() ? x : x.tracked();
                return loss.perRow(f, KnownTarget.SKEWED.score(at), at, KEY);
            };
            Tensor theta = row(0.4).tracked();
            double gradient = Gradient.of(mean.apply(theta), WEIGHTS).wrt(theta).item();
            double h = 1e-5;
            double truth = (mean(mean.apply(row(0.4 + h))) - mean(mean.apply(row(0.4 - h)))) / (2 * h);
            assertEquals(truth, gradient, 1e-6 * Math.abs(truth), slices + " slices");
            assertTrue(Math.abs(truth) > 0.1, "the gradient " + truth + " is too small to show anything");
        }
    }

    /**
     * At the best critic it is the gradient of the divergence itself, of p = (0.2 + theta z1, z2) and the skewed
     * target; without the last term it would not be.
     */
    @Test
    void atTheBestCriticItIsTheGradientOfTheDivergence() {
        double theta = 0.7;
        Tensor t = row(theta).tracked();
        Tensor x = Tensor.stack(1, Z.column(0).mul(t).add(0.2), Z.column(1));
        UnaryOperator<Tensor> best =
                at -> KnownTarget.SKEWED.score(at).sub(scoreOfNormal(at, theta)).div(2 * LAMBDA);
        double gradient = Gradient.of(LOSS.perRow(best, KnownTarget.SKEWED.score(x), x, KEY), WEIGHTS)
                .wrt(t)
                .item();
        double h = 1e-5;
        double truth = (fisher(theta + h) - fisher(theta - h)) / (2 * h) / (4 * LAMBDA);
        assertEquals(truth, gradient, 1e-6 * Math.abs(truth));
        double size = Gradient.of(best.apply(x).square().sum(1).mul(LAMBDA), WEIGHTS)
                .wrt(t)
                .item();
        assertTrue(
                Math.abs(size) > 0.1 * Math.abs(truth),
                "the last term moves too little to be seen: " + size + " of " + truth);
    }

    private static Tensor scoreOfNormal(Tensor x, double theta) {
        return x.sub(row(0.2, 0)).mul(row(-1 / (theta * theta), -1));
    }

    private static double fisher(double theta) {
        Tensor x = Tensor.stack(1, Z.column(0).mul(theta).add(0.2), Z.column(1));
        return mean(KnownTarget.SKEWED
                .score(x)
                .sub(scoreOfNormal(x, theta))
                .square()
                .sum(1));
    }

    /**
     * 20,000 exact draws, seeded; each of three means is further than 4 standard errors from 0 with a probability of
     * 6e-5. With the score's sign turned it is 20 away.
     */
    @Test
    void steinsOperatorHasMeanZeroUnderTheTarget() {
        Tensor x = KnownTarget.SKEWED.draw(20_000, KEY.split("draws")).tracked();
        UnaryOperator<Tensor> f = field();
        Tensor size = f.apply(x).square().sum(1).mul(LAMBDA);
        for (int slices : new int[] {0, 1, 3}) {
            var loss = new MinimaxFisherLoss(LAMBDA, slices);
            double right = standardErrors(
                    loss.perRow(f, KnownTarget.SKEWED.score(x), x, KEY).add(size));
            assertTrue(Math.abs(right) < 4, slices + " slices: " + right + " standard errors from 0");
            double wrong = standardErrors(
                    loss.perRow(f, KnownTarget.SKEWED.score(x).neg(), x, KEY).add(size));
            assertTrue(Math.abs(wrong) > 20, slices + " slices, wrong sign: " + wrong + " standard errors from 0");
        }
    }

    private static double standardErrors(Tensor values) {
        double mean = values.mean().item();
        return mean / Math.sqrt(values.sub(mean).square().mean().item() / values.size(0));
    }

    @Test
    void numbersAreChecked() {
        assertEquals(
                "lambda = 0.0: must be above 0 and finite, or the critic grows without bound",
                assertThrows(IllegalArgumentException.class, () -> new MinimaxFisherLoss(0, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new MinimaxFisherLoss(Double.NaN, 0));
        assertEquals(
                "slices = -1: must be at least 0, which stands for the exact divergence",
                assertThrows(IllegalArgumentException.class, () -> new MinimaxFisherLoss(1, -1))
                        .getMessage());
        var adam = Adam.Settings.of(Schedule.constant(1e-3));
        var critic = new MlpSettings(List.of(), Activation.TANH, Initialization.PYTORCH);
        assertEquals(
                "steps of the critic = 0: must be at least 1, or the generator descends an untrained critic",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new MinimaxFisherSettings(
                                        SmallSamplers.FISHER_NS.training(0), LOSS, 0, critic, adam))
                        .getMessage());
        assertEquals(
                "weight of the kernel Stein discrepancy = -1.0: must be at least 0 and finite",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new MinimaxFisherSettings(
                                        SmallSamplers.FISHER_NS.training(1), LOSS, -1, critic, adam))
                        .getMessage());
    }
}
