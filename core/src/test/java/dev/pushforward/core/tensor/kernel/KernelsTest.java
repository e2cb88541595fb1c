package dev.pushforward.core.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel against a plain loop in double, on sizes around the width of a vector. */
class KernelsTest {
    private static final int[] SIZES = {0, 1, 3, 15, 16, 17, 31, 33, 64, 100};
    private final RandomGenerator random = RandomStream.of(30).generator();

    static Stream<Kernels> kernels() {
        return Stream.of(new VectorKernels(), Nd4jKernels.float32(), Nd4jKernels.float64());
    }

    /** The definition of each function. */
    static double oracle(UnaryOp op, double a, double b, double x) {
        return switch (op) {
            case AFFINE -> a * x + b;
            case RECIPROCAL -> 1 / x;
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case POW -> Math.pow(x, a);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> erf(x);
            case NORMAL_DENSITY -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case NORMAL_LAW -> 0.5 * (1 + erf(x / Math.sqrt(2)));
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case GELU -> x * 0.5 * (1 + erf(x / Math.sqrt(2)));
            case GELU_SLOPE -> 0.5 * (1 + erf(x / Math.sqrt(2))) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case SWISH -> x / (1 + Math.exp(-x));
            case GREATER -> x > a ? 1 : 0;
            case CLIP -> Math.min(Math.max(x, a), b);
            case INSIDE -> x >= a && x <= b ? 1 : 0;
            case LEAKY_SLOPE_OF_OUTPUT -> x > 0 ? 1 : a;
            case ELU_SLOPE_OF_OUTPUT -> x > 0 ? 1 : x + 1;
            case TANH_SLOPE_OF_OUTPUT -> 1 - x * x;
            case SIGMOID_SLOPE_OF_OUTPUT -> x * (1 - x);
            case SOFTPLUS_SLOPE_OF_OUTPUT -> 1 - Math.exp(-x);
        };
    }

    /** The error function by Simpson's rule on its integral: 1e-13 for |x| up to 6. */
    private static double erf(double x) {
        double end = Math.min(Math.abs(x), 6.5);
        int n = 4000;
        double sum = 1 + Math.exp(-end * end);
        for (int i = 1; i < n; i++) {
            double t = end * i / n;
            sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-t * t);
        }
        return Math.signum(x) * 2 / Math.sqrt(Math.PI) * sum * end / n / 3;
    }

    private static double argument(UnaryOp op, RandomGenerator random) {
        return switch (op) {
            case LOG, SQRT, POW -> 1e-3 + 10 * random.nextDouble();
            case LOG1P -> -0.99 + 5 * random.nextDouble();
            case SOFTPLUS_SLOPE_OF_OUTPUT -> 5 * random.nextDouble();
            case RECIPROCAL -> 0.1 + random.nextDouble();
            default -> 4 * random.nextGaussian();
        };
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void functionsOfOneVariable(Kernels kernels) {
        var memory = new Arrays(kernels);
        for (UnaryOp op : UnaryOp.values()) {
            double a = op == UnaryOp.CLIP || op == UnaryOp.INSIDE ? -1.5 : 0.75;
            double b = 1.25;
            for (int n : SIZES) {
                long x = memory.filled(n, i -> argument(op, random));
                long g = memory.filled(n, i -> random.nextGaussian());
                long y = memory.filled(n, i -> 99);
                long t = memory.filled(n, i -> 99);
                long past = memory.filled(1, i -> 7);
                kernels.unary(op, a, b, x, y, n);
                kernels.times(op, a, b, g, x, t, n);
                for (int i = 0; i < n; i++) {
                    double expected = oracle(op, a, b, memory.get(x, i));
                    double tolerance = memory.tolerance(op) * (1 + Math.abs(expected));
                    assertEquals(expected, memory.get(y, i), tolerance, op + " of " + memory.get(x, i) + " (" + i + " of " + n + ")");
                    double product = memory.get(g, i) * expected;
                    assertEquals(product, memory.get(t, i), 2 * tolerance * (1 + Math.abs(memory.get(g, i))), op + " times");
                }
                kernels.unary(op, a, b, x, x, n); // in place
                for (int i = 0; i < n; i++) {
                    assertEquals(memory.get(y, i), memory.get(x, i), 0.0, op + " in place");
                }
                assertEquals(7, memory.get(past, 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void functionsOfTwoVariablesWithEveryStride(Kernels kernels) {
        var memory = new Arrays(kernels);
        for (BinaryOp op : BinaryOp.values()) {
            DoubleBinaryOperator f = switch (op) {
                case ADD -> (p, q) -> p + q;
                case SUB -> (p, q) -> p - q;
                case MUL -> (p, q) -> p * q;
                case DIV -> (p, q) -> p / q;
                case MIN -> Math::min;
                case MAX -> Math::max;
                case GREATER -> (p, q) -> p > q ? 1 : 0;
                case EQUAL -> (p, q) -> p == q ? 1 : 0;
            };
            for (int rows : new int[] {1, 3}) {
                for (int columns : new int[] {1, 2, 17, 40}) {
                    long x = memory.filled(rows * columns, i -> Math.rint(4 * random.nextGaussian()) + 0.5);
                    long y = memory.filled(rows * columns, i -> Math.rint(4 * random.nextGaussian()) + 0.5);
                    long out = memory.filled(rows * columns, i -> 99);
                    int[][] strides = {{columns, 1}, {0, 1}, {1, 0}, {0, 0}};
                    for (int[] s : strides) {
                        for (int[] t : strides) {
                            kernels.binary(op, rows, columns, x, s[0], s[1], y, t[0], t[1], out);
                            for (int r = 0; r < rows; r++) {
                                for (int c = 0; c < columns; c++) {
                                    double expected = f.applyAsDouble(memory.get(x, r * s[0] + c * s[1]), memory.get(y, r * t[0] + c * t[1]));
                                    assertEquals(expected, memory.get(out, r * columns + c), 1e-6 * (1 + Math.abs(expected)), op + " " + rows + " x " + columns);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void reductionsAndProducts(Kernels kernels) {
        var memory = new Arrays(kernels);
        double tolerance = kernels.elementBytes() == 4 ? 1e-5 : 1e-12;
        int[][] shapes = {{1, 7, 33}, {3, 5, 1}, {2, 6, 4}, {1, 1, 1}, {4, 100, 1}, {1, 100, 16}, {2, 0, 3}};
        for (int[] s : shapes) {
            long x = memory.filled(s[0] * s[1] * s[2], i -> random.nextGaussian());
            long sum = memory.filled(s[0] * s[2], i -> 2);
            long added = memory.filled(s[0] * s[2], i -> 2);
            long max = memory.filled(s[0] * s[2], i -> 99);
            kernels.sum(x, s[0], s[1], s[2], 0, sum);
            kernels.sum(x, s[0], s[1], s[2], 1, added);
            if (s[1] > 0) {
                kernels.max(x, s[0], s[1], s[2], max);
            }
            for (int o = 0; o < s[0]; o++) {
                for (int i = 0; i < s[2]; i++) {
                    double total = 0;
                    double largest = Double.NEGATIVE_INFINITY;
                    for (int k = 0; k < s[1]; k++) {
                        double v = memory.get(x, (o * s[1] + k) * s[2] + i);
                        total += v;
                        largest = Math.max(largest, v);
                    }
                    assertEquals(total, memory.get(sum, o * s[2] + i), tolerance * 10);
                    assertEquals(2 + total, memory.get(added, o * s[2] + i), tolerance * 10);
                    if (s[1] > 0) {
                        assertEquals(largest, memory.get(max, o * s[2] + i), 0.0);
                    }
                }
            }
        }
        int[][] products = {{5, 3, 4}, {1, 1, 7}, {17, 33, 2}, {3, 2, 0}, {0, 2, 3}};
        for (int[] p : products) {
            for (int mode = 0; mode < 8; mode++) {
                boolean ta = (mode & 1) != 0;
                boolean tb = (mode & 2) != 0;
                double beta = mode >> 2;
                long a = memory.filled(p[0] * p[2], i -> random.nextGaussian());
                long b = memory.filled(p[2] * p[1], i -> random.nextGaussian());
                long c = memory.filled(p[0] * p[1], i -> 3);
                kernels.gemm(ta, tb, p[0], p[1], p[2], a, b, beta, c);
                for (int i = 0; i < p[0]; i++) {
                    for (int j = 0; j < p[1]; j++) {
                        double expected = 3 * beta;
                        for (int k = 0; k < p[2]; k++) {
                            expected += memory.get(a, ta ? k * p[0] + i : i * p[2] + k) * memory.get(b, tb ? j * p[2] + k : k * p[1] + j);
                        }
                        assertEquals(expected, memory.get(c, i * p[1] + j), tolerance * 10, "product " + i + ", " + j + ", mode " + mode);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void layersAndVectors(Kernels kernels) {
        var memory = new Arrays(kernels);
        for (int columns : new int[] {1, 16, 21}) {
            long h = memory.filled(3 * columns, i -> random.nextGaussian());
            long bias = memory.filled(columns, i -> random.nextGaussian());
            double[] expected = new double[3 * columns];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = memory.get(h, i) + memory.get(bias, i % columns);
            }
            long y = memory.filled(3 * columns, i -> 99);
            long copy = memory.filled(3 * columns, i -> memory.get(h, i));
            kernels.biasActivate(UnaryOp.TANH, 0, h, bias, y, 3, columns);
            kernels.biasActivate(UnaryOp.TANH, 0, copy, bias, copy, 3, columns);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], memory.get(h, i), 1e-6);
                assertEquals(Math.tanh(expected[i]), memory.get(y, i), 1e-6);
                assertEquals(memory.get(y, i), memory.get(copy, i), 0.0);
            }
        }
        for (int n : SIZES) {
            long x = memory.filled(n, i -> random.nextGaussian());
            long y = memory.filled(n, i -> i);
            long mask = memory.filled(n, i -> i % 3 == 0 ? 1 : 0);
            long out = memory.filled(n, i -> 99);
            kernels.select(mask, x, y, out, n);
            double squares = 0;
            for (int i = 0; i < n; i++) {
                assertEquals(i % 3 == 0 ? memory.get(x, i) : i, memory.get(out, i), 0.0);
                squares += memory.get(x, i) * memory.get(x, i);
            }
            assertEquals(squares, kernels.sumOfSquares(x, n), 1e-10 * (1 + squares));
            kernels.axpy(-2, x, y, n);
            for (int i = 0; i < n; i++) {
                assertEquals(i - 2 * memory.get(x, i), memory.get(y, i), 1e-5);
            }
            assertTrue(kernels.allFinite(x, n));
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                if (n > 0) {
                    memory.put(x, n - 1, bad);
                    assertFalse(kernels.allFinite(x, n), n + " elements, the last " + bad);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void extremeArguments(Kernels kernels) {
        var memory = new Arrays(kernels);
        double[] x = {0, -0.0, 1e-30, -1e-30, 88, -87, -200, 1000, -1000, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        UnaryOp[] ops = {UnaryOp.EXP, UnaryOp.TANH, UnaryOp.SIGMOID, UnaryOp.ELU, UnaryOp.ERF, UnaryOp.NORMAL_LAW, UnaryOp.RELU, UnaryOp.NORMAL_DENSITY};
        for (UnaryOp op : ops) {
            for (double v : x) {
                long in = memory.filled(1, i -> v);
                long out = memory.filled(1, i -> 99);
                kernels.unary(op, 0, 0, in, out, 1);
                double expected = oracle(op, 0, 0, memory.get(in, 0));
                expected = kernels.elementBytes() == 4 ? (float) expected : expected;
                if (Double.isInfinite(expected)) {
                    assertEquals(expected, memory.get(out, 0), op + " of " + v);
                } else {
                    assertEquals(expected, memory.get(out, 0), 2e-6 * (1 + Math.abs(expected)), op + " of " + v);
                }
            }
            long nan = memory.filled(1, i -> Double.NaN);
            kernels.unary(op, 0, 0, nan, nan, 1);
            assertTrue(Double.isNaN(memory.get(nan, 0)), op + " of NaN is " + memory.get(nan, 0));
        }
    }

    /** Arrays of one precision by address, kept alive as long as the test. */
    private static final class Arrays {
        private final int bytes;
        private final List<Memory.Block> blocks = new ArrayList<>();

        Arrays(Kernels kernels) {
            this.bytes = kernels.elementBytes();
        }

        long filled(int n, IntToDoubleFunction value) {
            Memory.Block block = Memory.allocate(Math.max(1, n) * (long) bytes);
            blocks.add(block);
            for (int i = 0; i < n; i++) {
                put(block.address(), i, value.applyAsDouble(i));
            }
            return block.address();
        }

        double get(long address, int i) {
            return bytes == 4 ? Memory.getFloat(address + 4L * i) : Memory.getDouble(address + 8L * i);
        }

        void put(long address, int i, double value) {
            if (bytes == 4) {
                Memory.putFloat(address + 4L * i, (float) value);
            } else {
                Memory.putDouble(address + 8L * i, value);
            }
        }

        /** Relative to 1 + |value|: a few ulp of float32, more for functions made of several; float64 as ND4J gives it. */
        double tolerance(UnaryOp op) {
            boolean composed = op == UnaryOp.GELU || op == UnaryOp.GELU_SLOPE;
            return bytes == 8 ? 1e-10 : composed ? 1e-6 : 5e-7;
        }
    }
}
