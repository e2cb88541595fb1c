package dev.pushforward.testkit;

import static dev.pushforward.testkit.StatisticalAssertions.assertMean;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.WeighingSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every sampler of weighted draws must do, however well or badly it is trained: its weights estimate the integral
 * Z of the density that it was given, and means under them those of the target; draws are independent, so that the
 * effective sample size is what it says; and where it weighs given points ({@link WeighingSampler}), those weights
 * estimate 1/Z, so that both mean log weights have {@code log Z} between them. The target is a skewed law of the plane
 * times {@code exp(2.5)}: one whose Z is 1 would hide a constant that is wrong.
 *
 * <p>The tests are of means of {@code exp(w)} and, in reverse, {@code exp(-w)}, both of which must have a variance:
 * give a sampler whose draws are neither much narrower nor much wider than the target, or paths that end near it. The
 * false-alarm rate is 1e-4 for each mean, of which no test has more than four, as far as means over {@link #draws()}
 * weights are normally distributed.
 */
public abstract class WeightedSamplerContract {
    private static final double LOG_Z = 2.5;
    private static final double RATE = 1e-4;
    private static final int SETS = 100;
    private static final RandomStream KEY = RandomStream.of(77_003);

    private final Unnormalized target = new Unnormalized();

    /** For subclasses. */
    protected WeightedSamplerContract() {}

    /**
     * The sampler under test.
     *
     * @param target what it draws from, a {@link DataTarget} too
     */
    protected abstract TrainedSampler create(DensityTarget target);

    /** How many draws each mean is over, at least 1,000. */
    protected int draws() {
        return 10_000;
    }

    /** {@code 0.3 N((-0.6, 0.2), 0.4^2 I) + 0.7 N((0.5, -0.1), 0.9^2 I)}, which is skewed, times {@code exp(log Z)}. */
    private static final class Unnormalized implements DensityTarget, DataTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return Tensor.stack(1, part(x, 0.3, -0.6, 0.2, 0.4), part(x, 0.7, 0.5, -0.1, 0.9))
                    .logSumExp(1)
                    .add(LOG_Z);
        }

        private static Tensor part(Tensor x, double share, double a, double b, double sd) {
            Tensor squares = x.column(0).sub(a).square().add(x.column(1).sub(b).square());
            return squares.mul(-0.5 / (sd * sd)).add(Math.log(share / (2 * Math.PI * sd * sd)));
        }

        @Override
        public OptionalDouble logNormalizer() {
            return OptionalDouble.of(LOG_Z);
        }

        @Override
        public Tensor draw(int n, RandomStream random) {
            RandomGenerator generator = random.generator();
            double[] x = new double[2 * n];
            for (int i = 0; i < n; i++) {
                boolean left = generator.nextDouble() < 0.3;
                double sd = left ? 0.4 : 0.9;
                x[2 * i] = (left ? -0.6 : 0.5) + sd * generator.nextGaussian();
                x[2 * i + 1] = (left ? 0.2 : -0.1) + sd * generator.nextGaussian();
            }
            return Tensor.of(DType.FLOAT64, x, n, 2);
        }
    }

    @Test
    public void drawsCarryLogWeights() {
        TrainedSampler sampler = create(target);
        for (int n : new int[] {0, 1, 7}) {
            Draws draws = sampler.draw(n, KEY.split("draw"));
            assertTrue(draws.logWeights().isPresent(), n + " draws have no log weights");
            Tensor logs = draws.logWeights().orElseThrow();
            assertArrayEquals(new int[] {n, 2}, draws.points().shape(), "shape of " + n + " draws");
            assertEquals(draws.points().dtype(), logs.dtype(), "precision of the log weights");
            assertTrue(
                    Arrays.stream(logs.toDoubleArray()).allMatch(l -> l < Double.POSITIVE_INFINITY),
                    "a log weight is NaN or +infinity: " + logs);
            Draws again = sampler.draw(n, KEY.split("draw"));
            assertSameBits("draws of one key", draws.points(), again.points());
            assertSameBits("log weights of one key", logs, again.logWeights().orElseThrow());
        }
        assertFalse(
                Arrays.equals(
                        weights(sampler.draw(7, KEY.split("draw"))), weights(sampler.draw(7, KEY.split("other")))),
                "two keys give the same log weights");
    }

    @Test
    public void weightsEstimateTheNormaliser() {
        double[] logs = weights(create(target).draw(draws(), KEY.split("normaliser")));
        assertMean("exp(log weight) / Z", 1, ratios(logs, 1), RATE);
        assertNotAbove("the mean log weight, less log Z", logs);
    }

    @Test
    public void weightedMeansAreThoseOfTheTarget() {
        Draws draws = create(target).draw(draws(), KEY.split("means"));
        double[] ratios = ratios(weights(draws), 1);
        Tensor exact = target.draw(draws(), KEY.split("exact"));
        for (int j = 0; j < 2; j++) {
            Tensor f = draws.points().column(j).tanh();
            Tensor of = exact.column(j).tanh();
            String what = "tanh(x" + (j + 1) + ")";
            assertSameMean(what, ratios, f, of);
            assertSameMean(what + "^2", ratios, f.square(), of.square());
        }
    }

    private static void assertSameMean(String what, double[] ratios, Tensor f, Tensor exact) {
        double[] apart = new double[ratios.length];
        Arrays.setAll(apart, i -> ratios[i] * f.get(i) - exact.get(i));
        assertMean(what + " under the weights, less that of exact draws", 0, apart, RATE);
    }

    /**
     * Over many sets, the estimate of Z has the variance {@code Z^2 (1 / ESS - 1 / n)}, or the draws of a set depend on
     * each other and are worth less than that says. By the law of a sample variance, chi-square with 99 degrees of
     * freedom, a ratio outside of 0.5 to 1.7 has a chance of 7e-5.
     */
    @Test
    public void effectiveSampleSizeIsWhatItSays() {
        TrainedSampler sampler = create(target);
        int n = Math.max(100, draws() / 20);
        double[] estimates = new double[SETS];
        double stated = 0;
        for (int s = 0; s < SETS; s++) {
            Draws draws = sampler.draw(n, KEY.split("set").split(s));
            estimates[s] = Arrays.stream(ratios(weights(draws), 1)).average().orElseThrow();
            stated += (1 / draws.effectiveSampleSize() - 1.0 / n) * estimates[s] * estimates[s] / SETS;
        }
        double mean = Arrays.stream(estimates).average().orElseThrow();
        double variance =
                Arrays.stream(estimates).map(e -> (e - mean) * (e - mean)).sum() / (SETS - 1);
        assertTrue(
                variance > 0.5 * stated - 1e-9 && variance < 1.7 * stated + 1e-9,
                "the variance of Z over " + SETS + " sets of " + n + " draws is " + variance
                        + ", and the effective sample sizes say " + stated + ": are the draws of a set independent?");
    }

    @Test
    public void reverseWeightsEstimateTheInverseOfTheNormaliser() {
        TrainedSampler sampler = create(target);
        assumeTrue(sampler instanceof WeighingSampler, "does not weigh given points");
        DType dtype = sampler.draw(1, KEY).points().dtype();
        Tensor x = target.draw(draws(), KEY.split("exact")).cast(dtype);
        Tensor weighed = ((WeighingSampler) sampler).reverseLogWeights(x, KEY.split("reverse"));
        assertArrayEquals(new int[] {draws()}, weighed.shape(), "shape of the reverse log weights");
        assertTrue(weighed.isFinite(), "a reverse log weight is not finite");
        assertSameBits(
                "reverse log weights of one key",
                weighed,
                ((WeighingSampler) sampler).reverseLogWeights(x, KEY.split("reverse")));
        double[] logs = weighed.toDoubleArray();
        assertMean("Z exp(-reverse log weight)", 1, ratios(logs, -1), RATE);
        assertNotAbove(
                "log Z, less the mean reverse log weight",
                Arrays.stream(logs).map(l -> 2 * LOG_Z - l).toArray());
    }

    /** The mean is at most {@code log Z}. */
    private static void assertNotAbove(String what, double[] logs) {
        int n = logs.length;
        double mean = Arrays.stream(logs).average().orElseThrow();
        double squares = Arrays.stream(logs).map(l -> (l - mean) * (l - mean)).sum();
        double error = mean == Double.NEGATIVE_INFINITY ? 0 : Math.sqrt(squares / (n - 1) / n);
        assertTrue(
                mean - LOG_Z <= Math.sqrt(-2 * Math.log(RATE)) * error + 1e-5,
                what + ", is " + (mean - LOG_Z) + " +- " + error + ": must not be above 0");
    }

    private static double[] weights(Draws draws) {
        return draws.logWeights().orElseThrow().toDoubleArray();
    }

    /** {@code (exp(l) / Z)^power}. */
    private static double[] ratios(double[] logs, int power) {
        return Arrays.stream(logs).map(l -> Math.exp(power * (l - LOG_Z))).toArray();
    }
}
