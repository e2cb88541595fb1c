package dev.pushforward.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * All implementations of {@link Kernels} against {@link OracleKernels} on random sizes, offsets and strides, in place
 * and out of place. Every array lies between guards, so that a write past an end is seen.
 *
 * <p>Tolerances of element-wise functions are in units in the last place of the larger of the value and a floor; the
 * floor is the size of the terms where the definition cancels.
 */
class KernelsTest {
    private static final String SEED = "20240607";
    private static final int GUARD = 16;
    private static final double SENTINEL = -12345.5;

    enum Subject {
        VECTOR_FLOAT32(new VectorKernels(), OracleKernels.float32(), 6),
        DOUBLE_FLOAT64(new DoubleKernels(), OracleKernels.float64(), 8),
        ND4J_FLOAT32(Nd4jKernels.float32(), OracleKernels.float32(), 6),
        ND4J_FLOAT64(Nd4jKernels.float64(), OracleKernels.float64(), 8);

        private final Kernels kernels;
        private final OracleKernels oracle;
        private final double ulps;

        Subject(Kernels kernels, OracleKernels oracle, double ulps) {
            this.kernels = kernels;
            this.oracle = oracle;
            this.ulps = ulps;
        }

        /** Size of the last place at a value; of the smallest normal number below it, as some kernels flush to 0. */
        double ulp(double value) {
            return oracle.elementBytes() == 4
                    ? Math.max(Math.ulp((float) value), Float.MIN_NORMAL)
                    : Math.max(Math.ulp(value), Double.MIN_NORMAL);
        }

        double epsilon() {
            return ulp(1);
        }

        Cells cells(Random random, double... values) {
            return Cells.of(oracle, random.nextInt(8), values);
        }
    }

    /** An array between guards, at an odd address. */
    private record Cells(OracleKernels io, Memory.Block block, long address, int length) {
        static Cells of(OracleKernels io, int offset, double... values) {
            int total = values.length + 2 * GUARD + offset;
            Memory.Block block = Memory.allocate((long) total * io.elementBytes());
            for (int i = 0; i < total; i++) {
                io.put(block.address(), i, SENTINEL);
            }
            long address = block.address() + (long) (GUARD + offset) * io.elementBytes();
            for (int i = 0; i < values.length; i++) {
                io.put(address, i, values[i]);
            }
            return new Cells(io, block, address, values.length);
        }

        double[] values() {
            double[] out = new double[length];
            for (int i = 0; i < length; i++) {
                out[i] = io.get(address, i);
            }
            for (int i = 1; i <= GUARD; i++) {
                assertEquals(SENTINEL, io.get(address, -i), "written before the start");
                assertEquals(SENTINEL, io.get(address, length + i - 1), "written past the end");
            }
            return out;
        }
    }

    private static double[] normal(Random random, int n) {
        return random.doubles(n).map(u -> random.nextGaussian()).toArray();
    }

    /** Parameters that a float holds exactly. */
    private static double[] parameters(UnaryOp op) {
        return switch (op) {
            case AFFINE -> new double[] {-1.5, 0.25};
            case POW -> new double[] {3, 0};
            case LEAKY_RELU, LEAKY_SLOPE_OF_OUTPUT -> new double[] {0.25, 0};
            case GREATER -> new double[] {0.5, 0};
            case CLIP, INSIDE -> new double[] {-0.75, 1.25};
            default -> new double[] {0, 0};
        };
    }

    private static final Set<UnaryOp> POSITIVE =
            EnumSet.of(UnaryOp.LOG, UnaryOp.SQRT, UnaryOp.SOFTPLUS_SLOPE_OF_OUTPUT);

    /** Draws of all magnitudes where the function is defined. */
    private static double[] arguments(UnaryOp op, Random random, int n) {
        double[] scales = {1e-4, 0.1, 1, 4, 30};
        double[] x = normal(random, n);
        for (int i = 0; i < n; i++) {
            x[i] *= scales[random.nextInt(scales.length)];
            if (POSITIVE.contains(op)) {
                x[i] = Math.abs(x[i]) + 1e-30;
            } else if (op == UnaryOp.LOG1P) {
                x[i] = Math.abs(x[i]) - 0.9;
            }
        }
        return x;
    }

    /** The size of the largest term of the definition, where that is not its value. */
    private static double floor(UnaryOp op, double x) {
        return switch (op) {
            case AFFINE -> 1.5 * Math.abs(x);
            case TANH_SLOPE_OF_OUTPUT, SIGMOID_SLOPE_OF_OUTPUT -> Math.max(1, x * x);
            case ELU_SLOPE_OF_OUTPUT, SIN, COS -> 1;
            // good to the resolution at 1: relatively worse near 0 and in the tails
            case ERF, NORMAL_LAW, ELU, SOFTPLUS_SLOPE_OF_OUTPUT -> 1;
            case GELU, GELU_SLOPE -> Math.max(1, Math.abs(x));
            case NORMAL_DENSITY -> 0.4;
            case SWISH -> 1e-28; // x times a number flushed to 0
            default -> 0;
        };
    }

    private static void compare(
            UnaryOp op, Subject s, double[] factor, double[] x, double[] expected, double[] actual) {
        double[] parameters = parameters(op);
        var f = OracleKernels.function(op, parameters[0], parameters[1]);
        for (int i = 0; i < x.length; i++) {
            double value = f.applyAsDouble(x[i]);
            double tolerance = s.ulps * s.ulp(Math.max(Math.abs(value), floor(op, x[i]))) * Math.abs(factor[i]);
            int at = i;
            Supplier<String> message = () -> op + " at " + x[at] + " times " + factor[at];
            if (Double.isFinite(expected[i])) {
                assertEquals(expected[i], actual[i], Math.max(tolerance, s.ulp(0)), message);
            } else {
                assertEquals(expected[i], actual[i], message);
            }
        }
    }

    @Property(tries = 60, seed = SEED)
    void unary(
            @ForAll Subject s,
            @ForAll @IntRange(max = 70) int n,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        for (UnaryOp op : UnaryOp.values()) {
            double[] p = parameters(op);
            Cells x = s.cells(random, arguments(op, random, n));
            Cells y = s.cells(random, new double[n]);
            Cells expected = s.cells(random, new double[n]);
            double[] arguments = x.values();
            s.oracle.unary(op, p[0], p[1], x.address(), expected.address(), n);
            s.kernels.unary(op, p[0], p[1], x.address(), y.address(), n);
            compare(op, s, ones, arguments, expected.values(), y.values());
            assertArrayEquals(arguments, x.values(), op + " changed its argument");
            s.kernels.unary(op, p[0], p[1], x.address(), x.address(), n);
            assertArrayEquals(y.values(), x.values(), op + " in place");
        }
    }

    @Property(tries = 60, seed = SEED)
    void times(
            @ForAll Subject s,
            @ForAll @IntRange(max = 70) int n,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        for (UnaryOp op : UnaryOp.values()) {
            double[] p = parameters(op);
            Cells x = s.cells(random, arguments(op, random, n));
            Cells g = s.cells(random, normal(random, n));
            double[] factors = g.values();
            Cells out = s.cells(random, new double[n]);
            Cells expected = s.cells(random, new double[n]);
            s.oracle.times(op, p[0], p[1], g.address(), x.address(), expected.address(), n);
            s.kernels.times(op, p[0], p[1], g.address(), x.address(), out.address(), n);
            compare(op, s, factors, x.values(), expected.values(), out.values());
            s.kernels.times(op, p[0], p[1], g.address(), x.address(), g.address(), n);
            assertArrayEquals(out.values(), g.values(), op + " in place");
        }
    }

    /** Bit for bit what the two passes give. */
    @Property(tries = 60, seed = SEED)
    void timesAndSum(
            @ForAll Subject s,
            @ForAll @IntRange(min = 1, max = 14) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll @IntRange(max = 1) int beta,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        int n = rows * columns;
        for (UnaryOp op : UnaryOp.values()) {
            double a = parameters(op)[0];
            Cells x = s.cells(random, arguments(op, random, n));
            Cells g = s.cells(random, normal(random, n));
            double[] before = normal(random, columns);
            Cells expectedSums = s.cells(random, before);
            Cells expected = s.cells(random, new double[n]);
            s.kernels.times(op, a, 0, g.address(), x.address(), expected.address(), n);
            s.kernels.sum(expected.address(), 1, rows, columns, beta, expectedSums.address());
            Cells sums = s.cells(random, before);
            Cells out = s.cells(random, new double[n]);
            s.kernels.timesAndSum(op, a, g.address(), x.address(), out.address(), rows, columns, beta, sums.address());
            assertArrayEquals(expected.values(), out.values(), op.toString());
            assertArrayEquals(expectedSums.values(), sums.values(), op + ", sums");
            Cells again = s.cells(random, before);
            s.kernels.timesAndSum(op, a, g.address(), x.address(), g.address(), rows, columns, beta, again.address());
            assertArrayEquals(expected.values(), g.values(), op + " in place");
            assertArrayEquals(expectedSums.values(), again.values(), op + " in place, sums");
        }
    }

    /** 0, tiny, huge, infinite and no number. */
    @Property(tries = 3, seed = SEED)
    void specialArguments(@ForAll Subject s) {
        double inf = Double.POSITIVE_INFINITY;
        double[] x = {
            0,
            1e-30,
            -1e-30,
            1e-3,
            -1e-3,
            0.5,
            -0.5,
            9,
            -9,
            40,
            -40,
            87,
            -87,
            88.5,
            120,
            -120,
            1e4,
            -1e4,
            1e30,
            -1e30,
            inf,
            -inf,
            Double.NaN
        };
        Random random = new Random(5);
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        for (UnaryOp op : UnaryOp.values()) {
            if (op.name().endsWith("OF_OUTPUT")) {
                continue; // no such arguments
            }
            double[] p = parameters(op);
            Cells in = s.cells(random, x);
            Cells out = s.cells(random, new double[x.length]);
            Cells expected = s.cells(random, new double[x.length]);
            s.oracle.unary(op, p[0], p[1], in.address(), expected.address(), x.length);
            s.kernels.unary(op, p[0], p[1], in.address(), out.address(), x.length);
            compare(op, s, ones, in.values(), expected.values(), out.values());
        }
    }

    /** A factor or term that is no number makes all elements none. */
    @Property(tries = 3, seed = SEED)
    void noNumberInAnAffineMap(@ForAll Subject s) {
        double[] none = {Double.NaN, Double.NaN, Double.NaN};
        Cells x = s.cells(new Random(5), 1, -2, 0);
        for (double[] ab : new double[][] {{Double.NaN, 0}, {1, Double.NaN}}) {
            Cells y = s.cells(new Random(6), new double[3]);
            s.kernels.unary(UnaryOp.AFFINE, ab[0], ab[1], x.address(), y.address(), 3);
            assertArrayEquals(none, y.values());
        }
    }

    /** Each operand whole, one row, one column or one element. */
    @Property(tries = 100, seed = SEED)
    void binary(
            @ForAll Subject s,
            @ForAll @IntRange(max = 20) int rows,
            @ForAll @IntRange(max = 40) int columns,
            @ForAll @IntRange(max = 3) int shapeX,
            @ForAll @IntRange(max = 3) int shapeY,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        long[][] strides = {{columns, 1}, {0, 1}, {1, 0}, {0, 0}};
        int[] lengths = {rows * columns, columns, rows, 1};
        for (BinaryOp op : BinaryOp.values()) {
            Cells x = s.cells(random, rounded(normal(random, lengths[shapeX])));
            Cells y = s.cells(random, rounded(normal(random, lengths[shapeY])));
            Cells out = s.cells(random, new double[rows * columns]);
            Cells expected = s.cells(random, new double[rows * columns]);
            long[] a = strides[shapeX];
            long[] b = strides[shapeY];
            s.oracle.binary(op, rows, columns, x.address(), a[0], a[1], y.address(), b[0], b[1], expected.address());
            s.kernels.binary(op, rows, columns, x.address(), a[0], a[1], y.address(), b[0], b[1], out.address());
            assertArrayEquals(expected.values(), out.values(), op.toString());
            if (shapeX == 0) {
                s.kernels.binary(op, rows, columns, x.address(), a[0], a[1], y.address(), b[0], b[1], x.address());
                assertArrayEquals(expected.values(), x.values(), op + " in place of the first");
            } else if (shapeY == 0) {
                s.kernels.binary(op, rows, columns, x.address(), a[0], a[1], y.address(), b[0], b[1], y.address());
                assertArrayEquals(expected.values(), y.values(), op + " in place of the second");
            }
        }
    }

    /** To quarters, so that equal elements occur; never 0, as 0 / 0 has no sign to agree on. */
    private static double[] rounded(double[] x) {
        return Arrays.stream(x)
                .map(v -> Math.rint(v * 4) / 4)
                .map(v -> v == 0 ? 0.125 : v)
                .toArray();
    }

    @Property(tries = 60, seed = SEED)
    void biasActivate(
            @ForAll Subject s,
            @ForAll @IntRange(max = 9) int rows,
            @ForAll @IntRange(max = 40) int columns,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        double[] h = normal(random, rows * columns);
        Cells bias = s.cells(random, normal(random, columns));
        double[] ones = new double[h.length];
        Arrays.fill(ones, 1);
        for (UnaryOp op : EnumSet.of(
                UnaryOp.RELU,
                UnaryOp.LEAKY_RELU,
                UnaryOp.ELU,
                UnaryOp.TANH,
                UnaryOp.SIGMOID,
                UnaryOp.SOFTPLUS,
                UnaryOp.GELU)) {
            double a = parameters(op)[0];
            Cells sums = s.cells(random, h);
            s.oracle.addBias(sums.address(), bias.address(), rows, columns);
            Cells expected = s.cells(random, new double[h.length]);
            s.oracle.unary(op, a, 0, sums.address(), expected.address(), h.length);
            Cells inPlace = s.cells(random, h);
            s.kernels.biasActivate(op, a, inPlace.address(), bias.address(), inPlace.address(), rows, columns);
            compare(op, s, ones, sums.values(), expected.values(), inPlace.values());
            Cells argument = s.cells(random, h);
            Cells value = s.cells(random, new double[h.length]);
            s.kernels.biasActivate(op, a, argument.address(), bias.address(), value.address(), rows, columns);
            compare(op, s, ones, sums.values(), expected.values(), value.values());
            assertArrayEquals(sums.values(), argument.values(), op + " out of place");
        }
    }

    @Property(tries = 150, seed = SEED)
    void sumAndMax(
            @ForAll Subject s,
            @ForAll @IntRange(max = 5) int outer,
            @ForAll @IntRange(max = 40) int axis,
            @ForAll @IntRange(max = 37) int inner,
            @ForAll boolean adding,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        Cells x = s.cells(random, normal(random, outer * axis * inner));
        double[] start = normal(random, outer * inner);
        Cells expected = s.cells(random, start);
        Cells out = s.cells(random, start);
        double beta = adding ? 1 : 0;
        s.oracle.sum(x.address(), outer, axis, inner, beta, expected.address());
        s.kernels.sum(x.address(), outer, axis, inner, beta, out.address());
        assertArrayEquals(expected.values(), out.values(), (axis + 1) * 2 * s.epsilon(), "sum");
        if (axis > 0) {
            s.oracle.max(x.address(), outer, axis, inner, expected.address());
            s.kernels.max(x.address(), outer, axis, inner, out.address());
            assertArrayEquals(expected.values(), out.values(), "max");
        }
    }

    /** On rows away from 0, and of equal numbers. */
    @Property(tries = 100, seed = SEED)
    void layerNorm(
            @ForAll Subject s,
            @ForAll @IntRange(max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        double[] values = Arrays.stream(normal(random, rows * columns))
                .map(v -> 3 * v - 2)
                .toArray();
        Arrays.fill(values, 0, rows > 0 ? columns : 0, 0.7);
        Cells x = s.cells(random, values);
        Cells[] expected = {s.cells(random, new double[rows * columns]), s.cells(random, new double[rows])};
        Cells[] actual = {s.cells(random, new double[rows * columns]), s.cells(random, new double[rows])};
        s.oracle.layerNorm(0.01, rows, columns, x.address(), expected[0].address(), expected[1].address());
        s.kernels.layerNorm(0.01, rows, columns, x.address(), actual[0].address(), actual[1].address());
        // the mean is good to the size of its terms, at most 15, times the largest rate, 10
        assertArrayEquals(expected[0].values(), actual[0].values(), 600 * s.epsilon(), "value");
        assertArrayEquals(expected[1].values(), actual[1].values(), 600 * s.epsilon(), "rate");
        Cells v = s.cells(random, normal(random, rows * columns));
        Cells out = s.cells(random, new double[rows * columns]);
        Cells right = s.cells(random, new double[rows * columns]);
        s.oracle.layerNormDerivative(
                rows, columns, v.address(), expected[0].address(), expected[1].address(), right.address());
        s.kernels.layerNormDerivative(
                rows, columns, v.address(), expected[0].address(), expected[1].address(), out.address());
        assertArrayEquals(right.values(), out.values(), 600 * s.epsilon(), "derivative");
        s.kernels.layerNormDerivative(
                rows, columns, v.address(), expected[0].address(), expected[1].address(), v.address());
        assertArrayEquals(out.values(), v.values(), "derivative in place");
    }

    @Property(tries = 150, seed = SEED)
    void gemm(
            @ForAll Subject s,
            @ForAll @IntRange(max = 19) int m,
            @ForAll @IntRange(max = 19) int n,
            @ForAll @IntRange(max = 33) int k,
            @ForAll boolean ta,
            @ForAll boolean tb,
            @ForAll boolean adding,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        Cells a = s.cells(random, normal(random, m * k));
        Cells b = s.cells(random, normal(random, k * n));
        double[] start = adding ? normal(random, m * n) : new double[m * n];
        if (!adding) {
            Arrays.fill(start, Double.NaN); // must be overwritten, not multiplied by 0
        }
        Cells expected = s.cells(random, start);
        Cells c = s.cells(random, start);
        s.oracle.gemm(ta, tb, m, n, k, a.address(), b.address(), adding ? 1 : 0, expected.address());
        s.kernels.gemm(ta, tb, m, n, k, a.address(), b.address(), adding ? 1 : 0, c.address());
        assertArrayEquals(expected.values(), c.values(), 4 * (k + 1) * s.epsilon());
    }

    @Property(tries = 60, seed = SEED)
    void selectAndAxpy(
            @ForAll Subject s,
            @ForAll @IntRange(max = 70) int n,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        Cells mask = s.cells(
                random,
                random.doubles(n).map(u -> u < 0.4 ? 0 : u < 0.7 ? 1 : -0.5).toArray());
        double[] left = normal(random, n);
        double[] right = normal(random, n);
        Cells x = s.cells(
                random, Arrays.stream(left).map(v -> v > 1 ? Double.NaN : v).toArray());
        Cells y = s.cells(
                random,
                Arrays.stream(right)
                        .map(v -> v > 1 ? Double.POSITIVE_INFINITY : v)
                        .toArray());
        Cells expected = s.cells(random, new double[n]);
        Cells out = s.cells(random, new double[n]);
        s.oracle.select(mask.address(), x.address(), y.address(), expected.address(), n);
        s.kernels.select(mask.address(), x.address(), y.address(), out.address(), n);
        assertArrayEquals(expected.values(), out.values(), "select");

        Cells summand = s.cells(random, left);
        Cells a = s.cells(random, right);
        Cells b = s.cells(random, right);
        s.oracle.axpy(-1.75, summand.address(), a.address(), n);
        s.kernels.axpy(-1.75, summand.address(), b.address(), n);
        assertArrayEquals(a.values(), b.values(), 8 * s.epsilon(), "axpy");
    }

    @Property(tries = 60, seed = SEED)
    void sumOfSquaresAndAllFinite(
            @ForAll Subject s,
            @ForAll @IntRange(max = 300) int n,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        Cells x = s.cells(random, normal(random, n));
        double expected = s.oracle.sumOfSquares(x.address(), n);
        assertEquals(expected, s.kernels.sumOfSquares(x.address(), n), 1e-13 * (1 + expected));
        assertTrue(s.kernels.allFinite(x.address(), n));
        double huge = s.oracle.elementBytes() == 8 ? 1e308 : 3e38;
        for (int i = 0; i < n; i++) {
            s.oracle.put(x.address(), i, huge);
        }
        assertTrue(s.kernels.allFinite(x.address(), n), "numbers whose sum overflows are finite");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            if (n > 0) {
                int at = random.nextInt(n);
                s.oracle.put(x.address(), at, bad);
                assertEquals(false, s.kernels.allFinite(x.address(), n), bad + " at " + at + " of " + n);
                s.oracle.put(x.address(), at, huge);
            }
        }
    }

    /** Three steps, so that the moments are not zero; the gradients include zeros. */
    @Property(tries = 60, seed = SEED)
    void optimisers(
            @ForAll Subject s,
            @ForAll @IntRange(max = 70) int n,
            @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        double[] start = normal(random, n);
        Cells[] oracle = {
            s.cells(random, start),
            s.cells(random, new double[n]),
            s.cells(random, new double[n]),
            s.cells(random, start),
            s.cells(random, new double[n])
        };
        Cells[] subject = {
            s.cells(random, start),
            s.cells(random, new double[n]),
            s.cells(random, new double[n]),
            s.cells(random, start),
            s.cells(random, new double[n])
        };
        for (int t = 1; t <= 3; t++) {
            Cells g = s.cells(
                    random,
                    Arrays.stream(normal(random, n)).map(v -> v > 1 ? 0 : v).toArray());
            for (Object[] side : new Object[][] {{s.oracle, oracle}, {s.kernels, subject}}) {
                Kernels k = (Kernels) side[0];
                Cells[] c = (Cells[]) side[1];
                k.adam(
                        c[0].address(),
                        g.address(),
                        c[1].address(),
                        c[2].address(),
                        n,
                        0.05,
                        0.9,
                        0.99,
                        1e-6,
                        1 - Math.pow(0.9, t),
                        1 - Math.pow(0.99, t));
                k.rmsProp(c[3].address(), g.address(), c[4].address(), n, 0.05, 0.95, 1e-6);
            }
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(
                        oracle[i].values(), subject[i].values(), 16 * s.epsilon(), "array " + i + " after step " + t);
            }
        }
    }
}
