package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Space;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.IsotropicGaussian;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points of any size that their precision carries are measured as points near 1 are, in both precisions. */
class UnitsTest {
    private static final RandomStream RANDOM = RandomStream.of(5);
    private static final int N = 150;

    /** Skewed, with a far point: nothing that symmetry would hide. */
    private static double[] points(String key, double shift) {
        var random = RANDOM.split(key).generator();
        double[] x = new double[2 * N];
        for (int i = 0; i < x.length; i++) {
            x[i] = shift + (i % 2 == 0 ? random.nextExponential() : 0.3 * random.nextGaussian());
        }
        x[2] = 20;
        return x;
    }

    private static Draws draws(DType dtype, double[] points, double scale) {
        return Draws.of(
                Tensor.of(dtype, Arrays.stream(points).map(p -> p * scale).toArray(), points.length / 2, 2));
    }

    /**
     * The law whose score is -scores/scale: in units of scale, N(0, 1/2) in the first coordinate and N(0, 1) in the
     * second.
     */
    private record Scaled(double scale) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            throw new UnsupportedOperationException("its scores alone are asked for");
        }

        @Override
        public Tensor score(Tensor x) {
            return x.mul(-1 / scale).mul(x.like(new double[] {2, 1}, 2)).mul(1 / scale);
        }
    }

    private static double[] measured(Metric metric, DType dtype, double scale) {
        return metric
                .measure(
                        Subject.of(
                                draws(dtype, points("x", 0.2), scale),
                                new Scaled(scale),
                                draws(dtype, points("y", 0), scale)),
                        RANDOM)
                .stream()
                .mapToDouble(m -> m.value())
                .toArray();
    }

    private static void same(double[] expected, double[] measured, double tolerance, String what) {
        assertEquals(expected.length, measured.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], measured[i], tolerance * Math.abs(expected[i]), what + ", number " + i);
        }
    }

    private static void scales(double scale, DType dtype, double tolerance) {
        Compute compute = Compute.standard();
        for (var estimator : MaximumMeanDiscrepancy.Estimator.values()) {
            for (MmdKernel kernel : new MmdKernel[] {MmdKernel.MEDIAN, MmdKernel.ADE}) {
                var mmd = new MaximumMeanDiscrepancy(kernel, estimator, compute);
                // a difference of sums near 1
                same(
                        measured(mmd, DType.FLOAT64, 1),
                        measured(mmd, dtype, scale),
                        50 * tolerance,
                        kernel + " " + estimator);
            }
        }
        var wasserstein = new SlicedWasserstein(7, compute);
        double distance = measured(wasserstein, DType.FLOAT64, 1)[0];
        same(new double[] {distance * scale}, measured(wasserstein, dtype, scale), tolerance, "sliced-wasserstein");
        double[] moments = measured(new Moments(), DType.FLOAT64, 1);
        same(
                new double[] {moments[0] * scale, moments[1] * scale * scale},
                measured(new Moments(), dtype, scale),
                tolerance,
                "moments");
        double[] blocks = measured(new Blocks(new SlicedWasserstein(7, compute), 50), DType.FLOAT64, 1);
        same(
                new double[] {blocks[0] * scale},
                measured(new Blocks(new SlicedWasserstein(7, compute), 50), dtype, scale),
                tolerance,
                "blocks");
        same(
                new double[] {standardError(DType.FLOAT64, 1) * scale},
                new double[] {standardError(dtype, scale)},
                10 * tolerance,
                "standard error");
    }

    private static double standardError(DType dtype, double scale) {
        var blocks = new Blocks(new SlicedWasserstein(7, Compute.standard()), 50);
        return blocks.measure(
                        Subject.of(
                                draws(dtype, points("x", 0.2), scale),
                                new Scaled(scale),
                                draws(dtype, points("y", 0), scale)),
                        RANDOM)
                .getFirst()
                .standardError()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-36, 1e-30, 1e-20, 3e-5, 7, 1e19, 1e30, 1e37})
    void float32(double scale) {
        scales(scale, DType.FLOAT32, 2e-5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-140, 1e-30, 1e-20, 1e19, 1e30, 1e150})
    void float64(double scale) {
        scales(scale, DType.FLOAT64, 1e-9);
    }

    /** Kernels with a unit of their own: points closer than that are one, and points further apart share nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e30})
    void kernelsOfAFixedWidth(double scale) {
        for (MmdKernel kernel : new MmdKernel[] {MmdKernel.ASS, MmdKernel.UNIT, MmdKernel.A_NICE_MC}) {
            for (DType dtype : DType.values()) {
                var metric = new MaximumMeanDiscrepancy(kernel, MaximumMeanDiscrepancy.Estimator.V, Compute.standard());
                double self = kernel == MmdKernel.ASS ? 4 : 1;
                assertEquals(
                        scale < 1 ? 0 : 2 * self / N, measured(metric, dtype, scale)[0], 1e-6, kernel + " " + dtype);
            }
        }
    }

    /** By the definition, pair by pair, in double: within 1e-30 and 1e30 nothing overflows there. */
    private static double[] ksd(double scale) {
        double[] x = Arrays.stream(points("x", 0.2)).map(p -> p * scale).toArray();
        double all = 0;
        double pairs = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double r2 = 0;
                double ss = 0;
                double along = 0;
                for (int k = 0; k < 2; k++) {
                    double d = x[2 * i + k] - x[2 * j + k];
                    double s = -(2 - k) * x[2 * i + k] / scale / scale;
                    double t = -(2 - k) * x[2 * j + k] / scale / scale;
                    r2 += d * d;
                    ss += s * t;
                    along += (s - t) * d;
                }
                double b = 1 / Math.sqrt(1 + r2);
                double k0 = ss * b + b * b * b * (along + 2 - 3 * r2 * b * b);
                all += k0;
                pairs += i == j ? 0 : k0;
            }
        }
        return new double[] {Math.sqrt(all) / N, pairs / N / (N - 1)};
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e-19, 1e-9, 1, 1e9, 1e19, 1e30})
    void kernelSteinDiscrepancies(double scale) {
        double[] right = ksd(scale);
        for (DType dtype : DType.values()) {
            double tolerance = dtype == DType.FLOAT32 ? 1e-4 : 1e-9;
            var v = new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard());
            same(new double[] {right[0]}, measured(v, dtype, scale), tolerance, "ksd in " + dtype);
            var u = new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.U, Compute.standard());
            same(new double[] {right[1]}, measured(u, dtype, scale), tolerance, "ksd-u in " + dtype);
        }
    }

    /**
     * Of N(0, 1), draws 1e19 times too wide: the score is 1e19 too. The diagonal alone counts, and its root is the root
     * mean square of x over the root of n.
     */
    @Test
    void draws1e19TimesTooWide() {
        var target = new IsotropicGaussian(1, 0, 1);
        Tensor x = Tensor.of(DType.FLOAT64, Arrays.copyOf(points("x", 0.2), N), N, 1)
                .mul(1e19);
        double squares =
                Arrays.stream(x.toDoubleArray()).map(v -> v * 1e-19 * v * 1e-19).sum();
        var metric = new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard());
        Draws none = Draws.of(Tensor.zeros(DType.FLOAT32, 0, 1));
        double value = metric.measure(Subject.of(Draws.of(x.cast(DType.FLOAT32)), target, none), RANDOM)
                .getFirst()
                .value();
        assertEquals(1e19 * Math.sqrt(squares) / N, value, 1e-5 * value);
    }

    /**
     * Points that differ by orders of magnitude among themselves: one far away, where the others are all that tells
     * draws and reference apart.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e25})
    void aFarPointHidesNothing(double far) {
        double[] x = {0, 0, 1, 0.5, far, 0, 2, 1};
        double[] y = {0.5, 0, 1, 1, -1, 0, 2, 1};
        var metric = new MaximumMeanDiscrepancy(MmdKernel.UNIT, MaximumMeanDiscrepancy.Estimator.V, Compute.standard());
        double[] values = new double[2];
        for (DType dtype : DType.values()) {
            values[dtype.ordinal()] = metric.measure(
                            Subject.of(draws(dtype, x, 1), new Scaled(1), draws(dtype, y, 1)), RANDOM)
                    .getFirst()
                    .value();
        }
        assertEquals(values[1], values[0], 1e-6);
    }

    /** Twice the size is twice the floor: a standard deviation neither overflows nor vanishes. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1e100})
    void floors(double scale) {
        var one = Floor.ofExactDraws(new Moments(), new IsotropicGaussian(2, 0, 1), 20, 5, DType.FLOAT64, RANDOM)
                .getLast();
        var scaled = Floor.ofExactDraws(new Moments(), new IsotropicGaussian(2, 0, scale), 20, 5, DType.FLOAT64, RANDOM)
                .getLast();
        assertEquals(one.mean() * scale * scale, scaled.mean(), 1e-9 * scaled.mean());
        assertEquals(one.sd() * scale * scale, scaled.sd(), 1e-9 * scaled.sd());
    }
}
