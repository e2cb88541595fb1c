package dev.pushforward.correctors;

import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Draws;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import dev.pushforward.testkit.KnownTarget;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvgdTest {
    private static final RandomStream KEY = RandomStream.of(4);
    private static final double[] POINTS = {0, 0, 1, 0.5, -0.5, 0.25, 0.5, -0.25};
    private static final double[] PRECISION = {3, -0.5, -0.5, 1};

    /** The direction of published code at four points, for the Gaussian with mean (-1, 1) and this precision. */
    @Test
    void directionIsThatOfPublishedCode() {
        double[] expected = {
            -1.6744093221069,
            0.6722025177468,
            -1.6000681995365,
            0.5601605051057,
            -1.1999449470584,
            0.5836459514776,
            -1.5424419384835,
            0.4258122031247
        };
        Tensor x = Tensor.of(DType.FLOAT64, POINTS, 4, 2);
        Tensor s = x.sub(x.like(new double[] {-1, 1}, 2))
                .matmul(x.like(PRECISION, 2, 2))
                .neg();
        assertArrayEquals(expected, SteinDirection.of(Workers.of(1), x, s).toDoubleArray(), 1e-12);
        Tensor single = SteinDirection.of(Workers.of(1), x.cast(DType.FLOAT32), s.cast(DType.FLOAT32));
        assertArrayEquals(expected, single.toDoubleArray(), 2e-6);
    }

    /** Against the definition, pair by pair in double, for sizes within, at and beyond a block. */
    @Test
    void directionOfManyParticlesIsTheDefinition() {
        for (int n : new int[] {1, 2, 37, 256, 600}) {
            Tensor x = Tensor.normal(DType.FLOAT64, KEY.split(n).generator(), n, 3)
                    .mul(2)
                    .add(5);
            Tensor s = Tensor.normal(DType.FLOAT64, KEY.split(-n).generator(), n, 3);
            // the median is rounded
            assertArrayEquals(
                    direction(x, s), SteinDirection.of(Workers.of(2), x, s).toDoubleArray(), 1e-6, n + " particles");
        }
    }

    /** Particles at one place, whose distances are 0 but for rounding, follow their score. */
    @Test
    void particlesThatCoincideFollowTheScore() {
        double[] place = IntStream.range(0, 54).mapToDouble(Math::sin).toArray();
        for (DType dtype : DType.values()) {
            for (int n = 600; n <= 1000; n += 100) {
                Tensor x = Tensor.of(dtype, place, 1, 54).broadcastTo(n, 54);
                assertArrayEquals(
                        x.neg().toDoubleArray(),
                        SteinDirection.of(Workers.of(1), x, x.neg()).toDoubleArray(),
                        1e-4);
            }
        }
    }

    private static double[] direction(Tensor x, Tensor s) {
        int n = x.size(0);
        int d = x.size(1);
        double[] squares = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < d; k++) {
                    squares[i * n + j] += Math.pow(x.get(i, k) - x.get(j, k), 2);
                }
            }
        }
        double[] sorted = squares.clone();
        Arrays.sort(sorted);
        double median = 0.5 * (sorted[(n * n - 1) / 2] + sorted[n * n / 2]);
        double h2 = median > 0 ? 0.5 * median / Math.log(n + 1.0) : 1;
        double[] phi = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double kernel = Math.exp(-squares[i * n + j] / (2 * h2));
                for (int k = 0; k < d; k++) {
                    phi[i * d + k] += kernel * (s.get(j, k) + (x.get(i, k) - x.get(j, k)) / h2) / n;
                }
            }
        }
        return phi;
    }

    /** The median in float32 is one of the distances, or the mean of two: here by sorting all of them. */
    @Test
    void medianIsExact() {
        for (int n : new int[] {2, 3, 255, 256, 513}) {
            RandomGenerator random = KEY.split("median").split(n).generator();
            // whole numbers: nothing is rounded, and many distances are equal
            double[] whole = random.ints(n, -40, 41).asDoubleStream().toArray();
            double[] all = Arrays.stream(whole)
                    .flatMap(a -> Arrays.stream(whole).map(b -> (a - b) * (a - b)))
                    .sorted()
                    .toArray();
            double expected = 0.5 * (all[(n * n - 1) / 2] + all[n * n / 2]);
            assertEquals(
                    expected,
                    new PairwiseDistances(Tensor.of(DType.FLOAT32, whole, n, 1)).median(Workers.of(2)),
                    n + " points");
        }
    }

    /**
     * Of two particles all is known: the first step moves every coordinate by the step size, up or down, the second by
     * less or as much.
     */
    @Test
    void stepsAreThoseOfTheRule() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0, 0, 3, 1}, 2, 2);
        Tensor s = KnownTarget.GAUSSIAN.score(x);
        double[] phi = direction(x, s);
        Draws once = new Svgd(1, 0.1, Compute.standard())
                .correct(KnownTarget.GAUSSIAN, Draws.of(x), KEY)
                .draws();
        double[] after = new double[4];
        for (int i = 0; i < 4; i++) {
            after[i] = x.get(i) + 0.1 * phi[i] / (1e-6 + Math.abs(phi[i]));
        }
        assertArrayEquals(after, once.points().toDoubleArray(), 1e-7, "after the first step");
        double[] next = direction(once.points(), KnownTarget.GAUSSIAN.score(once.points()));
        Draws twice = new Svgd(2, 0.1, Compute.standard())
                .correct(KnownTarget.GAUSSIAN, Draws.of(x), KEY)
                .draws();
        for (int i = 0; i < 4; i++) {
            after[i] += 0.1 * next[i] / (1e-6 + Math.sqrt(0.9 * phi[i] * phi[i] + 0.1 * next[i] * next[i]));
        }
        assertArrayEquals(after, twice.points().toDoubleArray(), 1e-6, "after the second step");
    }

    @Test
    void threadsChangeNoBit() {
        Draws start = Draws.of(Tensor.normal(DType.FLOAT32, KEY.generator(), 700, 2));
        Correction one =
                new Svgd(10, 0.05, new Compute(DType.FLOAT32, Workers.of(1))).correct(KnownTarget.SKEWED, start, KEY);
        Correction two =
                new Svgd(10, 0.05, new Compute(DType.FLOAT32, Workers.of(2))).correct(KnownTarget.SKEWED, start, KEY);
        assertSameBits(
                "particles moved by one thread and by two",
                one.draws().points(),
                two.draws().points());
        assertEquals(7000, one.scoreEvaluations());
    }

    @Test
    void weightedDrawsAreRefused() {
        Draws weighted = Draws.weighted(Tensor.zeros(DType.FLOAT32, 3, 2), Tensor.zeros(DType.FLOAT32, 3));
        assertThrows(IllegalArgumentException.class, () -> new Svgd(1, 0.1, Compute.standard())
                .correct(KnownTarget.GAUSSIAN, weighted, KEY));
    }
}
