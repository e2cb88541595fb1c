package dev.pushforward.core.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Space;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The bound in float64 against divergences by quadrature over z and e, and its estimates on draws, in float32, against
 * those.
 */
class FisherBoundTest {
    private static final double SIGMA = 0.5;
    private static final Compute COMPUTE = new Compute(DType.FLOAT32, Workers.of(2));

    /**
     * The trapezoidal rule for the standard normal on [-9, 9]: exact to rounding for smooth integrands of moderate
     * growth.
     */
    private static final Tensor NODES = nodes(181);

    private static final Tensor NOISE = nodes(91);
    private static final Tensor WEIGHTS = weights(NODES);
    private static final Tensor WEIGHTS_OF_PAIRS =
            WEIGHTS.mul(weights(NOISE).reshape(1, 91)).reshape(181 * 91);
    private static final Tensor Z = NODES.broadcastTo(181, 91).reshape(181 * 91, 1);
    private static final Tensor E = NOISE.reshape(1, 91).broadcastTo(181, 91).reshape(181 * 91, 1);

    private static Tensor nodes(int count) {
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            z[i] = -9 + 18.0 * i / (count - 1);
        }
        return Tensor.of(DType.FLOAT64, z, count, 1);
    }

    private static Tensor weights(Tensor nodes) {
        return nodes.square().mul(-0.5).exp().mul(18.0 / (nodes.size(0) - 1) / Math.sqrt(2 * Math.PI));
    }

    /** {@code exp(-x^4 / 4)}. */
    private record Quartic() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.pow(4).mul(-0.25).sum(1);
        }
    }

    /** {@code exp(0.3 x + 0.1 x^3 / 3 - 0.025 x^4)}: skewed. */
    private record Skewed() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.mul(0.3)
                    .add(x.pow(3).mul(0.1 / 3))
                    .sub(x.pow(4).mul(0.025))
                    .sum(1);
        }
    }

    private static Tensor normal(Tensor z) {
        return z;
    }

    private static Tensor skewed(Tensor z) {
        return z.mul(0.6).add(z.square().mul(0.25));
    }

    private static double bound(UnaryOperator<Tensor> field, DensityTarget q, UnaryOperator<Tensor> g) {
        var bound = new FisherBound(q, Noise.added(SIGMA), COMPUTE);
        return bound.perRow(field, q, g.apply(Z), E).mul(WEIGHTS_OF_PAIRS).sum().item();
    }

    /**
     * The score of the law of {@code g(z) + sigma e}: {@code (E[g(z) | y] - y) / sigma^2}, with the mean over the nodes
     * z_j that N(y; g(z_j), sigma^2) weighs.
     */
    private static UnaryOperator<Tensor> score(UnaryOperator<Tensor> g) {
        Tensor at = g.apply(NODES);
        Tensor c = WEIGHTS.log().sub(at.square().div(2 * SIGMA * SIGMA)).reshape(1, NODES.size(0));
        Tensor b = at.div(SIGMA * SIGMA);
        return x -> x.matmul(b.transpose()).add(c).softmax(1).matmul(b).sub(x.div(SIGMA * SIGMA));
    }

    /**
     * y ~ N(0, 5/4) against exp(-x^4 / 4): D = 15 tau^6 - 6 tau^2 + 1 / tau^2 = 22.596875 (tau^2 = 5/4), reached by s_q
     * - s_p; another field gives less, by its squared error.
     */
    @Test
    void theBoundIsReachedByTheDifferenceOfScoresAlone() {
        UnaryOperator<Tensor> gap = x -> x.div(1.25).sub(x.pow(3));
        assertEquals(22.596875, bound(gap, new Quartic(), FisherBoundTest::normal), 1e-8);
        assertEquals(
                22.596875 * (1 - 0.3 * 0.3),
                bound(x -> gap.apply(x).mul(0.7), new Quartic(), FisherBoundTest::normal),
                1e-8);
        assertEquals(
                22.596875 * (1 - 0.3 * 0.3),
                bound(x -> gap.apply(x).mul(1.3), new Quartic(), FisherBoundTest::normal),
                1e-8);
        assertEquals(
                22.596875 - 0.25 - 1.25 * 0.04,
                bound(x -> gap.apply(x).add(0.5).add(x.mul(0.2)), new Quartic(), FisherBoundTest::normal),
                1e-8);
        assertEquals(0, bound(x -> x.mul(0), new Quartic(), FisherBoundTest::normal), 0);
    }

    /** The law of 0.6 z + z^2 / 4 + e / 2 against a skewed target: neither is normal nor symmetric. */
    @Test
    void aSkewedLawAndASkewedTarget() {
        var q = new Skewed();
        UnaryOperator<Tensor> s = score(FisherBoundTest::skewed);
        UnaryOperator<Tensor> gap = x -> q.score(x).sub(s.apply(x));
        Tensor y = skewed(Z).add(E.mul(SIGMA));
        double truth = gap.apply(y)
                .square()
                .reshape(181 * 91)
                .mul(WEIGHTS_OF_PAIRS)
                .sum()
                .item();
        assertTrue(truth > 0.5, "D = " + truth);
        assertEquals(truth, bound(gap, q, FisherBoundTest::skewed), 1e-7 * truth);
        assertEquals(truth - 0.01, bound(x -> gap.apply(x).sub(0.1), q, FisherBoundTest::skewed), 1e-7 * truth);
    }

    /** Draws x ~ N(0, 1) on the line. */
    private static TrainedSampler standardNormal() {
        return (n, random) -> Draws.of(Tensor.normal(DType.FLOAT32, random.generator(), n, 1));
    }

    /** A normal law on the line. */
    private record Normal(double mean, double variance) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.sub(mean).square().sum(1).div(-2 * variance);
        }
    }

    /**
     * 600 estimates of 2,000 draws by the field s_q - s_p, {@code 0.3 y + 0.25} for y ~ N(0, 5/4) and N(0.5, 2), of D =
     * 0.09 * 5/4 + 1/16 = 0.175. Two standard errors of groups' means hold it with the probability 0.9475 of a t law
     * with 39 degrees of freedom; the false-alarm rate is 1e-4 for that, below 1e-4 for the mean.
     */
    @Test
    void theStandardErrorIsThatOfTheEstimate() {
        var bound = new FisherBound(new Normal(0.5, 2), Noise.added(SIGMA), COMPUTE);
        int covered = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 600; i++) {
            Measurement check = bound.estimate(
                    x -> x.mul(0.3).add(0.25),
                    standardNormal(),
                    2000,
                    RandomStream.of(11).split(i));
            covered +=
                    Math.abs(check.value() - 0.175) <= 2 * check.standardError().orElseThrow() ? 1 : 0;
            sum += check.value();
            squares +=
                    check.standardError().orElseThrow() * check.standardError().orElseThrow();
        }
        assertEquals(0.175, sum / 600, 4 * Math.sqrt(squares) / 600, "mean of the estimates");
        double share = covered / 600.0;
        // Chernoff's bound
        double surprise = 600 * (share * Math.log(share / 0.9475) + (1 - share) * Math.log((1 - share) / 0.0525));
        assertTrue(surprise < Math.log(2 / 1e-4), covered + " of 600 intervals hold the divergence");
    }

    /**
     * A fitted critic sees most of the divergence and, on fresh draws, not more than there is: more than 4 standard
     * errors above has a false-alarm rate below 1e-4.
     */
    @Test
    void aFittedCriticStaysBelowTheDivergence() {
        var network = new MlpSettings(List.of(32, 32), Activation.TANH, Initialization.PYTORCH);
        var bound = new FisherBound(new Quartic(), Noise.added(SIGMA), COMPUTE);
        Measurement check = bound.measure(
                new SelfCheckSettings(1, 20_000, 1000, 500, network, false), standardNormal(), RandomStream.of(3));
        assertTrue(check.value() < 22.596875 + 4 * check.standardError().orElseThrow(), check.toString());
        assertTrue(check.value() > 0.8 * 22.596875, check.toString());
        Measurement poor = bound.measure(
                new SelfCheckSettings(1, 20_000, 20, 500, network, false), standardNormal(), RandomStream.of(3));
        assertTrue(poor.value() < check.value(), "20 fits gave " + poor + ", 1000 gave " + check);
    }

    /**
     * The normal law N(0, 1 + sigma^2) as the target of its own sampler: D = 0. 30 samplers; a mean further than 4
     * standard errors above 0 has a false-alarm rate below 1e-4.
     */
    @Test
    void nothingIsSeenWhereThereIsNothing() {
        var bound = new FisherBound(new Normal(0, 1 + SIGMA * SIGMA), Noise.added(SIGMA), COMPUTE);
        var settings = new SelfCheckSettings(
                1, 5000, 100, 200, new MlpSettings(List.of(16, 16), Activation.TANH, Initialization.PYTORCH), false);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 30; i++) {
            Measurement check =
                    bound.measure(settings, standardNormal(), RandomStream.of(5).split(i));
            sum += check.value();
            squares +=
                    check.standardError().orElseThrow() * check.standardError().orElseThrow();
        }
        assertTrue(sum / 30 < 4 * Math.sqrt(squares) / 30, "mean " + sum / 30);
        assertTrue(sum / 30 > -0.05, "what the critic fits of noise is small: mean " + sum / 30);
    }

    /**
     * The score of a minibatch is the target's with noise of standard deviation 3: it changes neither the mean nor what
     * the standard error is worth; were |s_q|^2 in the estimate it would be off by 9.
     */
    @Test
    void minibatchesLeaveTheEstimateUnbiased() {
        var noisy = new DensityTarget() {
            @Override
            public Space space() {
                return new Euclidean(1);
            }

            @Override
            public Tensor logDensity(Tensor x) {
                throw new AssertionError("the whole density was asked for");
            }

            @Override
            public boolean hasMinibatches() {
                return true;
            }

            @Override
            public DensityTarget minibatch(RandomStream random) {
                double tilt = 3 * random.generator().nextGaussian();
                return new DensityTarget() {
                    @Override
                    public Space space() {
                        return new Euclidean(1);
                    }

                    @Override
                    public Tensor logDensity(Tensor x) {
                        return new Quartic().logDensity(x).add(x.mul(tilt).sum(1));
                    }
                };
            }
        };
        var bound = new FisherBound(noisy, Noise.added(SIGMA), COMPUTE);
        Measurement check =
                bound.estimate(x -> x.div(1.25).sub(x.pow(3)), standardNormal(), 200_000, RandomStream.of(17));
        assertEquals(22.596875, check.value(), 4 * check.standardError().orElseThrow());
        assertTrue(
                check.standardError().orElseThrow() > 0.15
                        && check.standardError().orElseThrow() < 1,
                "one minibatch for each 50 draws: " + check);
        var settings = new SelfCheckSettings(
                1, 200, 1, 10, new MlpSettings(List.of(), Activation.TANH, Initialization.PYTORCH), false);
        assertTrue(
                Double.isFinite(bound.measure(settings, standardNormal(), RandomStream.of(1))
                        .value()),
                "minibatches are all that is asked for");
    }

    @Test
    void numbersThatRunAwayAreNoEstimate() {
        var bound = new FisherBound(new Quartic(), Noise.added(SIGMA), COMPUTE);
        assertThrows(
                DivergenceException.class,
                () -> bound.estimate(x -> x.div(0), standardNormal(), 100, RandomStream.of(1)));
    }

    @Test
    void settingsAreChecked() {
        var network = new MlpSettings(List.of(), Activation.TANH, Initialization.PYTORCH);
        var e = assertThrows(IllegalArgumentException.class, () -> new SelfCheckSettings(10, 99, 1, 1, network, false));
        assertEquals("draws = 99: must be at least 100, or there is no standard error", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SelfCheckSettings(0, 100, 1, 1, network, false));
    }
}
