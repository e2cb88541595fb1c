package dev.pushforward.metrics;

import static dev.pushforward.testkit.StatisticalAssertions.assertMean;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.KnownTarget;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Draws of a proposal that is wrong on purpose, with the importance weights of a skewed target: what the weighted
 * answers must be is known. The first coordinate is logistic of scale 1.3 about 0.3 and not Gumbel's, the second, given
 * the first, shifted by 0.4 and 1.5 times too wide; so the weights are bounded.
 */
class WeightedDrawsTest {
    private static final RandomStream KEY = RandomStream.of(31);
    private static final KnownTarget TARGET = KnownTarget.SKEWED;
    private static final Compute COMPUTE = Compute.standard();

    private static Draws wrong(int n, RandomStream random) {
        Tensor u = Tensor.uniform(DType.FLOAT64, random.split("u").generator(), n);
        Tensor a = u.log().sub(u.neg().add(1).log()); // logistic
        Tensor z = Tensor.normal(DType.FLOAT64, random.split("z").generator(), n);
        Tensor first = a.mul(1.3).add(0.3);
        Tensor x = Tensor.stack(1, first, z.mul(1.5).add(first.mul(0.5)).add(0.4));
        Tensor ofFirst = a.neg().sub(a.neg().exp().add(1).log().mul(2)).sub(Math.log(1.3));
        Tensor ofSecond = z.square().mul(-0.5).sub(Math.log(1.5 * Math.sqrt(2 * Math.PI)));
        // of a density that is e^70 times as large
        return Draws.weighted(x, TARGET.logDensity(x).sub(ofFirst).sub(ofSecond).add(70));
    }

    private static Draws exact(int n, RandomStream random) {
        return Draws.of(TARGET.draw(n, random));
    }

    private static double value(Metric metric, Draws x, Draws y) {
        return metric.measure(Subject.of(x, TARGET, y), KEY).getFirst().value();
    }

    /** Both unbiased estimates have mean 0, which without the weights they are far from. False-alarm rate 2e-4. */
    @Test
    void unbiasedEstimatesHaveMeanZero() {
        var mmd = new MaximumMeanDiscrepancy(MmdKernel.UNIT, MaximumMeanDiscrepancy.Estimator.U, COMPUTE);
        var ksd = new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.U, COMPUTE);
        int repeats = 150;
        double[] ofMmd = new double[repeats];
        double[] ofKsd = new double[repeats];
        for (int r = 0; r < repeats; r++) {
            RandomStream random = KEY.split(r);
            Draws x = wrong(150, random.split("x"));
            ofMmd[r] = value(mmd, x, exact(150, random.split("y")));
            ofKsd[r] = value(ksd, x, exact(0, random));
        }
        assertMean("mmd", 0, ofMmd, 1e-4);
        assertMean("ksd-u", 0, ofKsd, 1e-4);
        Draws unweighted = Draws.of(wrong(2000, KEY).points());
        assertTrue(value(mmd, unweighted, exact(2000, KEY.split("y"))) > 0.02);
        assertTrue(value(ksd, unweighted, exact(0, KEY)) > 0.1);
    }

    /** Distances to exact draws shrink with the number of weighted draws, and not without the weights. */
    @Test
    void distancesTendToZero() {
        for (Metric metric : List.of(new SlicedWasserstein(20, COMPUTE), new Moments())) {
            Draws y = exact(20_000, KEY.split("y"));
            Draws x = wrong(20_000, KEY.split("x"));
            double few = value(metric, wrong(200, KEY.split("few")), y);
            double many = value(metric, x, y);
            double unweighted = value(metric, Draws.of(x.points()), y);
            assertTrue(
                    many < 0.4 * few && many < 0.1 * unweighted,
                    "200 draws: " + few + ", 20,000: " + many + ", without weights: " + unweighted);
        }
    }

    /** A draw of weight 2 is two draws: the quantile functions are the same. */
    @Test
    void slicedWassersteinByRepetition() {
        var metric = new SlicedWasserstein(11, COMPUTE);
        Tensor x = TARGET.draw(5, KEY);
        Tensor logs = Tensor.of(
                DType.FLOAT64, new double[] {Math.log(3), 0, Math.log(2), Double.NEGATIVE_INFINITY, Math.log(1)}, 5);
        Draws repeated = Draws.of(x.gather(0, 0, 0, 1, 2, 2, 4));
        Draws y = exact(9, KEY.split("y"));
        assertEquals(value(metric, repeated, y), value(metric, Draws.weighted(x, logs), y), 1e-12);
        assertEquals(value(metric, y, repeated), value(metric, y, Draws.weighted(x, logs)), 1e-12);
        assertEquals(0, value(metric, repeated, Draws.weighted(x, logs)), 1e-7);
    }

    /** Weights that are equal change no bit. */
    @Test
    void equalWeightsChangeNothing() {
        var metric = new SlicedWasserstein(11, COMPUTE);
        Draws x = exact(50, KEY.split("x"));
        Draws y = exact(70, KEY.split("y"));
        Draws same = Draws.weighted(x.points(), Tensor.zeros(DType.FLOAT64, 50).add(-7));
        assertEquals(value(metric, x, y), value(metric, same, y));
        var blocks = new Blocks(metric, 16);
        assertEquals(value(blocks, x, y), value(blocks, same, y), 1e-15);
    }

    /** The self-normalised mean of the first coordinate, as a metric. */
    private record Mean() implements Metric {
        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public List<Measurement> measure(Subject subject, RandomStream random) {
            double[] w = subject.draws().normalizedWeights();
            double sum = IntStream.range(0, w.length)
                    .mapToDouble(i -> w[i] * subject.draws().points().get(i, 0))
                    .sum();
            return List.of(Measurement.lower("mean", sum));
        }
    }

    /**
     * Of a mean, blocks give what all draws give, and the standard error is that of its estimate: over 300 sets two of
     * them hold the truth, Euler's constant, in all but 1 of 20 to 1 of 10. Fewer than 255 of 300, at a probability of
     * 0.9, have a chance below 0.005; so few weights in a block cost some coverage.
     */
    @Test
    void blocksWeighTheirBlocks() {
        var blocks = new Blocks(new Mean(), 25);
        int covered = 0;
        for (int r = 0; r < 300; r++) {
            Draws x = wrong(1000, KEY.split(r));
            Measurement m = blocks.measure(Subject.of(x, TARGET), KEY).getFirst();
            assertEquals(value(new Mean(), x, exact(0, KEY)), m.value(), 1e-12);
            covered +=
                    Math.abs(m.value() - 0.5772156649) <= 2 * m.standardError().orElseThrow() ? 1 : 0;
        }
        assertTrue(covered >= 255, covered + " of 300 sets within two standard errors");
    }

    @Test
    void blocksWithoutWeightAreLeftOut() {
        double[] logs = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0, 1, 1};
        Tensor x = TARGET.draw(6, KEY);
        Draws draws = Draws.weighted(x, Tensor.of(DType.FLOAT64, logs, 6));
        Draws counting = Draws.weighted(x.slice(0, 2, 6), Tensor.of(DType.FLOAT64, new double[] {0, 0, 1, 1}, 4));
        assertEquals(
                value(new Mean(), counting, exact(0, KEY)),
                value(new Blocks(new Mean(), 2), draws, exact(0, KEY)),
                1e-15);
        Draws none = Draws.weighted(
                x.slice(0, 0, 3),
                Tensor.of(DType.FLOAT64, new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 0}, 3));
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> value(new Blocks(new Mean(), 2), none, exact(0, KEY)))
                .getMessage()
                .contains("have no weight"));
    }
}
