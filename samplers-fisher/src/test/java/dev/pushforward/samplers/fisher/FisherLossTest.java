package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.generator.MinibatchPair.Scores;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gradients of the losses against derivatives of the Fisher divergence itself, in float64 by quadrature: no
 * sampling error.
 */
class FisherLossTest {
    /**
     * Nodes and weights of the trapezoidal rule for the standard normal on [-10, 10], exact to rounding for smooth
     * integrands.
     */
    private static final int NODES = 4001;

    private static final Space LINE = new Euclidean(1);
    private static final Tensor Z = nodes();
    private static final Tensor WEIGHTS = Z.square()
            .mul(-0.5)
            .exp()
            .mul(20.0 / (NODES - 1) / Math.sqrt(2 * Math.PI))
            .reshape(NODES);

    private static Tensor nodes() {
        double[] z = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            z[i] = -10 + 20.0 * i / (NODES - 1);
        }
        return Tensor.of(DType.FLOAT64, z, NODES, 1);
    }

    /**
     * The gradient with respect to theta of a loss of points x(theta), whose law has the score {@code sp} at the
     * present theta.
     */
    private static double gradient(
            FisherLoss loss,
            double theta,
            UnaryOperator<Tensor> x,
            UnaryOperator<Tensor> sq,
            UnaryOperator<Tensor> sp) {
        Tensor t = Tensor.of(DType.FLOAT64, new double[] {theta}, 1).tracked();
        Tensor points = x.apply(t);
        Tensor score = sq.apply(points);
        return Gradient.of(loss.perRow(LINE, Scores.of(score), sp.apply(points), points), WEIGHTS)
                .wrt(t)
                .item();
    }

    /**
     * x ~ N(0, tau^2) with tau^2 = theta^2 + 1/4 at theta = 1, target exp(-x^4 / 4): dD/dtheta = (90 tau^5 - 12 tau - 2
     * tau^-3) theta / tau.
     */
    @Test
    void gaussianFamilyWithQuarticTarget() {
        double tau2 = 1.25;
        UnaryOperator<Tensor> x = t -> Z.mul(t.square().add(0.25).sqrt());
        UnaryOperator<Tensor> sq = p -> p.pow(3).neg();
        UnaryOperator<Tensor> sp = p -> p.div(-tau2);
        double tau = Math.sqrt(tau2);
        double truth = (90 * Math.pow(tau, 5) - 12 * tau - 2 * Math.pow(tau, -3)) / tau;
        assertEquals(127.345, truth, 5e-4);
        assertEquals(truth, gradient(FisherLoss.EXACT, 1, x, sq, sp), 1e-8);
        assertEquals(139.345, gradient(FisherLoss.S2D, 1, x, sq, sp), 1e-8);
    }

    /**
     * In a Gaussian family with a Gaussian target both are the gradient: D = (1/tau^2 - 1/v)^2 tau^2 + mean terms,
     * differentiated by hand.
     */
    @Test
    void gaussianFamilyWithGaussianTarget() {
        double v = 2;
        double mean = 0.7;
        double theta = 1.3;
        UnaryOperator<Tensor> x = t -> Z.mul(t).add(mean);
        UnaryOperator<Tensor> sq = p -> p.div(-v);
        UnaryOperator<Tensor> sp = p -> p.sub(mean).div(-theta * theta);
        // D = theta^2 (1/v - 1/theta^2)^2 + mean^2 / v^2
        double truth = 2 * theta / (v * v) - 2 / Math.pow(theta, 3);
        assertEquals(truth, gradient(FisherLoss.EXACT, theta, x, sq, sp), 1e-8);
        assertEquals(truth, gradient(FisherLoss.S2D, theta, x, sq, sp), 1e-8);
    }

    /**
     * A skewed, heavy-tailed push-forward x = sinh(theta z + 1/2) and a skewed target: the surrogate must equal a
     * difference of D itself.
     */
    @Test
    void nonGaussianPushForward() {
        double theta = 0.5;
        UnaryOperator<Tensor> x = t -> sinh(Z.mul(t).add(0.5));
        UnaryOperator<Tensor> sq = p -> p.pow(3).neg().add(0.3);
        double h = 1e-4;
        double truth = (divergence(theta + h, sq) - divergence(theta - h, sq)) / (2 * h);
        UnaryOperator<Tensor> sp = p -> score(p, theta);
        double exact = gradient(FisherLoss.EXACT, theta, x, sq, sp);
        double s2d = gradient(FisherLoss.S2D, theta, x, sq, sp);
        double direct = gradient(FisherLoss.DIRECT, theta, x, sq, sp);
        assertEquals(truth, exact, 1e-5 * Math.abs(truth));
        assertTrue(Math.abs(s2d - truth) > 0.01 * Math.abs(truth), "s2d = " + s2d + " against " + truth);
        assertTrue(Math.abs(direct - truth) > 0.01 * Math.abs(truth), "direct = " + direct + " against " + truth);
    }

    /** D(theta) = E |s_q - s_p|^2 by quadrature. */
    private static double divergence(double theta, UnaryOperator<Tensor> sq) {
        Tensor x = sinh(Z.mul(theta).add(0.5));
        return sq.apply(x)
                .sub(score(x, theta))
                .square()
                .reshape(NODES)
                .mul(WEIGHTS)
                .sum()
                .item();
    }

    /**
     * The score of the law of sinh(theta z + 1/2): log p = -z^2 / 2 - ln(1 + x^2) / 2 with z = (arsinh x - 1/2) /
     * theta.
     */
    private static Tensor score(Tensor x, double theta) {
        Tensor at = x.tracked();
        Tensor z = at.add(at.square().add(1).sqrt()).log().sub(0.5).div(theta);
        return Gradient.of(z.square().mul(-0.5).sub(at.square().log1p().mul(0.5)))
                .wrt(at);
    }

    private static Tensor sinh(Tensor u) {
        return u.exp().sub(u.neg().exp()).mul(0.5);
    }

    /** The divergence of a rotating, shearing field, against its formula. */
    @Test
    void divergenceOfAsymmetricField() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.3, -1.2, 2.0, 0.7, -0.4, 0.9}, 2, 3)
                .tracked();
        Tensor u = x.column(0);
        Tensor v = x.column(1);
        Tensor w = x.column(2);
        Tensor field =
                Tensor.stack(1, u.square().mul(v), v.mul(w).sin(), w.pow(3).add(u));
        double[] div = Gradient.divergence(field, x).toDoubleArray();
        assertEquals(2 * 0.3 * -1.2 + 2.0 * Math.cos(-1.2 * 2.0) + 3 * 4.0, div[0], 1e-12);
        assertEquals(2 * 0.7 * -0.4 + 0.9 * Math.cos(-0.4 * 0.9) + 3 * 0.81, div[1], 1e-12);
    }

    /**
     * The quartic target in minibatches whose scores tremble by 2 x: over all pairs of two the gradient is that of the
     * whole; of one used twice it is off by that of {@code E (2 x)^2}, 8 theta.
     */
    @ParameterizedTest
    @EnumSource
    void twoMinibatchesAreUnbiased(FisherLoss loss) {
        double whole = gradientOfMinibatches(loss, 0, 0);
        double two = 0;
        double one = 0;
        for (int first : new int[] {-2, 2}) {
            one += gradientOfMinibatches(loss, first, first) / 2;
            for (int second : new int[] {-2, 2}) {
                two += gradientOfMinibatches(loss, first, second) / 4;
            }
        }
        assertEquals(whole, two, 1e-8);
        assertEquals(whole + 8, one, 1e-8);
    }

    /** Of x = theta z at theta = 1. */
    private static double gradientOfMinibatches(FisherLoss loss, double first, double second) {
        Tensor theta = Tensor.of(DType.FLOAT64, new double[] {1}, 1).tracked();
        Tensor x = Z.mul(theta);
        Tensor sq = x.pow(3).neg();
        var scores = new Scores(sq.add(x.mul(first)), Optional.of(sq.add(x.mul(second))));
        return Gradient.of(loss.perRow(LINE, scores, x.neg(), x), WEIGHTS)
                .wrt(theta)
                .item();
    }
}
