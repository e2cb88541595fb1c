package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.Donut;
import dev.pushforward.targets.Funnel;
import dev.pushforward.targets.Gaussian;
import dev.pushforward.targets.GaussianMixture;
import dev.pushforward.targets.IsotropicGaussian;
import dev.pushforward.targets.Points;
import dev.pushforward.targets.Rosenbrock;
import dev.pushforward.targets.Squiggle;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Floors whose law is known, and those of the kernel Stein discrepancy against an independent simulation. */
class FloorTest {
    private static final RandomStream RANDOM = RandomStream.of(11);
    private static final int REPEATS = 300;
    private static final double ROUNDING = 0.0005;

    /**
     * The means of two sets of n draws of N(3, 2^2) differ by |N(0, 8 / n)|, a half-normal. False alarm below 2e-6:
     * five standard errors of each.
     */
    @Test
    void theErrorOfAMeanIsHalfNormal() {
        int n = 50;
        int repeats = 4000;
        Floor floor = Floor.ofExactDraws(
                        new Moments(), new IsotropicGaussian(1, 3, 2), n, repeats, DType.FLOAT64, RANDOM)
                .getFirst();
        double scale = Math.sqrt(8.0 / n);
        double sd = scale * Math.sqrt(1 - 2 / Math.PI);
        assertEquals(scale * Math.sqrt(2 / Math.PI), floor.mean(), 5 * sd / Math.sqrt(repeats));
        assertEquals(sd, floor.sd(), 5 * sd * Math.sqrt(2.869 / (4 * repeats))); // the half-normal's kurtosis is 3.869
        assertEquals(repeats, floor.repeats());
    }

    @Test
    void oneForEachNumberOfTheMetricAndTheSameForTheSameKey() {
        var target = new IsotropicGaussian(2, 0, 1);
        var metric = new SlicedWasserstein(5, Compute.standard());
        var floors = Floor.ofExactDraws(metric, target, 20, 3, DType.FLOAT32, RANDOM);
        assertEquals(floors, Floor.ofExactDraws(metric, target, 20, 3, DType.FLOAT32, RANDOM));
        assertNotEquals(floors, Floor.ofExactDraws(metric, target, 20, 3, DType.FLOAT32, RANDOM.split(1)));
        assertEquals(
                2,
                Floor.ofExactDraws(new Moments(), target, 20, 3, DType.FLOAT32, RANDOM)
                        .size());
    }

    /** The mean and standard deviation of 1, 4, 2 and 7, 5, and of all five. */
    @Test
    void severalAreOneOverAllPairs() {
        var first = new Floor(7.0 / 3, Math.sqrt(7.0 / 3), 3);
        var second = new Floor(6, Math.sqrt(2), 2);
        Floor all = Floor.pooled(List.of(first, second));
        assertEquals(3.8, all.mean(), 1e-12);
        assertEquals(Math.sqrt(5.7), all.sd(), 1e-12);
        assertEquals(5, all.repeats());
        assertEquals(first, Floor.pooled(List.of(first)));
        assertThrows(IllegalArgumentException.class, () -> Floor.pooled(List.of()));
    }

    /** Squares of 1e200 are too large for a double. */
    @Test
    void aFloorThatIsNotFiniteIsNone() {
        var target = new IsotropicGaussian(1, 0, 1e200);
        var failed = assertThrows(
                DivergenceException.class,
                () -> Floor.ofExactDraws(new Moments(), target, 10, 2, DType.FLOAT64, RANDOM));
        assertTrue(
                failed.getMessage().startsWith("covariance-error of exact draws is not finite: [Infinity"),
                failed.getMessage());
    }

    /** Rows 0 to 11 in pairs of sets of two: over all sets each row is there once. */
    @Test
    void everyGivenRowIsUsedOnce() {
        double[] numbers = IntStream.range(0, 12).asDoubleStream().toArray();
        var seen = new ArrayList<Double>();
        Metric keeping = new Metric() {
            @Override
            public Set<Need> needs() {
                return Set.of(Need.REFERENCE);
            }

            @Override
            public List<Measurement> measure(Subject subject, RandomStream random) {
                for (Draws set : List.of(subject.draws(), subject.reference())) {
                    assertEquals(2, set.count());
                    Arrays.stream(set.points().toDoubleArray()).forEach(seen::add);
                }
                return List.of(Measurement.lower("difference", seen.getLast()));
            }
        };
        Tensor rows = Tensor.of(DType.FLOAT64, numbers, 12, 1);
        var target = new IsotropicGaussian(1, 0, 1);
        assertEquals(
                3, Floor.ofRows(keeping, target, rows, 2, 3, RANDOM).getFirst().repeats());
        assertNotEquals(Arrays.stream(numbers).boxed().toList(), seen, "in random order");
        assertArrayEquals(
                numbers, seen.stream().sorted().mapToDouble(Double::doubleValue).toArray());
        String few = assertThrows(
                        IllegalArgumentException.class, () -> Floor.ofRows(keeping, target, rows, 2, 4, RANDOM))
                .getMessage();
        assertTrue(few.startsWith("there are 12 rows for repeats = 4 pairs of sets of n = 2 rows, which are 16"), few);
    }

    @Test
    void trainingRowsGiveNoFloor() {
        var data = new Points(new Euclidean(1), Tensor.of(DType.FLOAT64, new double[] {1, 2, 3, 4}, 4, 1), 0.5);
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> Floor.ofExactDraws(new Moments(), data, 1, 2, DType.FLOAT32, RANDOM))
                .getMessage();
        assertTrue(refused.contains("points is a data set") && refused.contains("Floor.ofRows"), refused);
    }

    @Test
    void badSizesAreRefused() {
        var target = new IsotropicGaussian(2, 0, 1);
        var none = assertThrows(
                IllegalArgumentException.class,
                () -> Floor.ofExactDraws(new Moments(), target, 0, 3, DType.FLOAT32, RANDOM));
        assertTrue(none.getMessage().contains("n = 0"), none.getMessage());
        var once = assertThrows(
                IllegalArgumentException.class,
                () -> Floor.ofExactDraws(new Moments(), target, 5, 1, DType.FLOAT32, RANDOM));
        assertTrue(once.getMessage().contains("repeats = 1"), once.getMessage());
    }

    @TestFactory
    Stream<DynamicTest> kernelSteinDiscrepancyOf500ExactDraws() {
        return Stream.of(
                ksd(
                        "gaussian",
                        new Gaussian(
                                new double[] {-1, 1}, new double[][] {{1 / 2.75, 0.5 / 2.75}, {0.5 / 2.75, 3 / 2.75}}),
                        0.109,
                        0.024),
                ksd(
                        "mog2",
                        new GaussianMixture(new double[][] {{-2, 2}, {2, -2}}, Math.sqrt(0.5), new double[] {1, 1}),
                        0.107,
                        0.018),
                ksd("rosenbrock", new Rosenbrock(), 0.140, 0.030),
                ksd("donut", new Donut(2.5, 0.5), 0.107, 0.017),
                ksd("squiggle", new Squiggle(), 0.129, 0.032));
    }

    /**
     * Against the mean and standard deviation of 100 independent repeats, given to three decimals, at four standard
     * errors of both simulations. The standard error of a standard deviation is taken for a kurtosis of 5: it was 3.6
     * to 4.5 in 2,000 repeats. False alarm below 7e-4 over these ten numbers and the funnel's.
     */
    private static <T extends DensityTarget & DataTarget> DynamicTest ksd(
            String name, T target, double mean, double sd) {
        return DynamicTest.dynamicTest(name, () -> {
            Floor floor = ksd(target);
            double allowed = 4 * standardError(sd) + ROUNDING;
            assertEquals(mean, floor.mean(), allowed, "mean of " + floor);
            assertEquals(sd, floor.sd(), allowed, "standard deviation of " + floor);
        });
    }

    /**
     * Its mean alone: the funnel's scores have log-normal tails, and no hundred repeats settle the standard deviation
     * (kurtosis 440 in 2,000).
     */
    @Test
    void kernelSteinDiscrepancyOf500ExactDrawsOfTheFunnel() {
        Floor floor = ksd(new Funnel(2, 4, 3, 1));
        assertEquals(0.093, floor.mean(), 4 * standardError(0.024) + ROUNDING, "mean of " + floor);
    }

    private static <T extends DensityTarget & DataTarget> Floor ksd(T target) {
        var metric = new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard());
        return Floor.ofExactDraws(metric, target, 500, REPEATS, DType.FLOAT32, RANDOM)
                .getFirst();
    }

    private static double standardError(double sd) {
        return sd * Math.sqrt(1.0 / 100 + 1.0 / REPEATS);
    }
}
