package dev.pushforward.tensor.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** {@link Kernels} as their definitions read: one element at a time, in double, rounded once when stored. */
public final class OracleKernels implements Kernels {
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private final int bytes;

    private OracleKernels(int bytes) {
        this.bytes = bytes;
    }

    static OracleKernels float32() {
        return new OracleKernels(4);
    }

    static OracleKernels float64() {
        return new OracleKernels(8);
    }

    double get(long address, long i) {
        return bytes == 4 ? Memory.getFloat(address + 4 * i) : Memory.getDouble(address + 8 * i);
    }

    void put(long address, long i, double value) {
        if (bytes == 4) {
            Memory.putFloat(address + 4 * i, (float) value);
        } else {
            Memory.putDouble(address + 8 * i, value);
        }
    }

    /**
     * erf by {@code 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!}, whose terms have one sign; beyond 3 by erfc.
     */
    public static double erf(double x) {
        if (Math.abs(x) > 3) {
            return Math.signum(x) * (1 - erfcOfLarge(Math.abs(x)));
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return Double.isNaN(x) ? x : 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    private static double erfc(double x) {
        return x > 2 ? erfcOfLarge(x) : 1 - erf(x);
    }

    /** erfc for x > 2 by Laplace's continued fraction. */
    private static double erfcOfLarge(double x) {
        double tail = 0;
        for (int k = 200; k >= 1; k--) {
            tail = k / 2.0 / (x + tail);
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + tail);
    }

    private static double bell(double x) {
        return Math.exp(-x * x / 2) / ROOT_TWO_PI;
    }

    private static double law(double x) {
        return erfc(-x * Math.sqrt(0.5)) / 2;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The function's definition. */
    public static DoubleUnaryOperator function(UnaryOp op, double a, double b) {
        return switch (op) {
            case AFFINE -> x -> a * x + b;
            case RECIPROCAL -> x -> 1 / x;
            case EXP -> Math::exp;
            case EXPM1 -> Math::expm1;
            case LOG -> Math::log;
            case LOG1P -> Math::log1p;
            case SQRT -> Math::sqrt;
            case SQUARE -> x -> x * x;
            case POW -> x -> Math.pow(x, a);
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case ACOS -> Math::acos;
            case TANH -> Math::tanh;
            case SIGMOID -> OracleKernels::sigmoid;
            case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> OracleKernels::erf;
            case NORMAL_DENSITY -> OracleKernels::bell;
            case NORMAL_LAW -> OracleKernels::law;
            case ABS -> Math::abs;
            case SIGN -> Math::signum;
            case RELU -> x -> Math.max(x, 0);
            case LEAKY_RELU -> x -> x > 0 ? x : a * x;
            case ELU -> x -> x > 0 ? x : Math.expm1(x);
            case GELU -> x -> x * law(x);
            case GELU_SLOPE -> x -> law(x) + x * bell(x);
            case SWISH -> x -> x * sigmoid(x);
            case GREATER -> x -> x > a ? 1 : 0;
            case CLIP -> x -> Math.min(Math.max(x, a), b);
            case INSIDE -> x -> a <= x && x <= b ? 1 : 0;
            case LEAKY_SLOPE_OF_OUTPUT -> y -> y > 0 ? 1 : a;
            case ELU_SLOPE_OF_OUTPUT -> y -> y > 0 ? 1 : y + 1;
            case TANH_SLOPE_OF_OUTPUT -> y -> 1 - y * y;
            case SIGMOID_SLOPE_OF_OUTPUT -> y -> y * (1 - y);
            case SOFTPLUS_SLOPE_OF_OUTPUT -> y -> -Math.expm1(-y);
        };
    }

    /** The function's definition. */
    public static DoubleBinaryOperator function(BinaryOp op) {
        return switch (op) {
            case ADD -> (x, y) -> x + y;
            case SUB -> (x, y) -> x - y;
            case MUL -> (x, y) -> x * y;
            case DIV -> (x, y) -> x / y;
            case ATAN2 -> Math::atan2;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case GREATER -> (x, y) -> x > y ? 1 : 0;
            case EQUAL -> (x, y) -> x == y ? 1 : 0;
        };
    }

    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public String blas() {
        return "plain Java";
    }

    @Override
    public int elementBytes() {
        return bytes;
    }

    @Override
    public void unary(UnaryOp op, double a, double b, long x, long y, long n) {
        DoubleUnaryOperator f = function(op, a, b);
        for (long i = 0; i < n; i++) {
            put(y, i, f.applyAsDouble(get(x, i)));
        }
    }

    @Override
    public void times(UnaryOp op, double a, double b, long g, long x, long out, long n) {
        DoubleUnaryOperator f = function(op, a, b);
        for (long i = 0; i < n; i++) {
            put(out, i, get(g, i) * f.applyAsDouble(get(x, i)));
        }
    }

    @Override
    public void binary(
            BinaryOp op,
            long rows,
            long columns,
            long x,
            long xRow,
            long xColumn,
            long y,
            long yRow,
            long yColumn,
            long out) {
        DoubleBinaryOperator f = function(op);
        for (long r = 0; r < rows; r++) {
            for (long c = 0; c < columns; c++) {
                put(
                        out,
                        r * columns + c,
                        f.applyAsDouble(get(x, r * xRow + c * xColumn), get(y, r * yRow + c * yColumn)));
            }
        }
    }

    @Override
    public void biasActivate(UnaryOp op, double a, long h, long bias, long y, long rows, long columns) {
        addBias(h, bias, rows, columns);
        unary(op, a, 0, h, y, rows * columns);
    }

    @Override
    public void addBias(long h, long bias, long rows, long columns) {
        for (long i = 0; i < rows * columns; i++) {
            put(h, i, get(h, i) + get(bias, i % columns));
        }
    }

    @Override
    public void layerNorm(double epsilon, long rows, long columns, long x, long y, long rate) {
        for (long r = 0; r < rows; r++) {
            double mean = 0;
            for (long c = 0; c < columns; c++) {
                mean += get(x, r * columns + c) / columns;
            }
            double variance = 0;
            for (long c = 0; c < columns; c++) {
                variance += Math.pow(get(x, r * columns + c) - mean, 2) / columns;
            }
            for (long c = 0; c < columns; c++) {
                put(y, r * columns + c, (get(x, r * columns + c) - mean) / Math.sqrt(variance + epsilon));
            }
            put(rate, r, 1 / Math.sqrt(variance + epsilon));
        }
    }

    @Override
    public void layerNormDerivative(long rows, long columns, long v, long y, long rate, long out) {
        for (long r = 0; r < rows; r++) {
            double mean = 0;
            double along = 0;
            for (long c = 0; c < columns; c++) {
                mean += get(v, r * columns + c) / columns;
                along += get(v, r * columns + c) * get(y, r * columns + c) / columns;
            }
            for (long c = 0; c < columns; c++) {
                long i = r * columns + c;
                put(out, i, get(rate, r) * (get(v, i) - mean - get(y, i) * along));
            }
        }
    }

    @Override
    public void sum(long x, long outer, long axis, long inner, double beta, long out) {
        for (long o = 0; o < outer; o++) {
            for (long i = 0; i < inner; i++) {
                double sum = beta == 0 ? 0 : get(out, o * inner + i);
                for (long k = 0; k < axis; k++) {
                    sum += get(x, (o * axis + k) * inner + i);
                }
                put(out, o * inner + i, sum);
            }
        }
    }

    @Override
    public void max(long x, long outer, long axis, long inner, long out) {
        for (long o = 0; o < outer; o++) {
            for (long i = 0; i < inner; i++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (long k = 0; k < axis; k++) {
                    largest = Math.max(largest, get(x, (o * axis + k) * inner + i));
                }
                put(out, o * inner + i, largest);
            }
        }
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = beta == 0 ? 0 : beta * get(c, (long) i * n + j);
                for (int l = 0; l < k; l++) {
                    sum += get(a, transposeA ? (long) l * m + i : (long) i * k + l)
                            * get(b, transposeB ? (long) j * k + l : (long) l * n + j);
                }
                put(c, (long) i * n + j, sum);
            }
        }
    }

    @Override
    public void select(long mask, long x, long y, long out, long n) {
        for (long i = 0; i < n; i++) {
            put(out, i, get(mask, i) != 0 ? get(x, i) : get(y, i));
        }
    }

    @Override
    public void axpy(double alpha, long x, long y, long n) {
        for (long i = 0; i < n; i++) {
            put(y, i, get(y, i) + alpha * get(x, i));
        }
    }

    @Override
    public double sumOfSquares(long x, long n) {
        double sum = 0;
        for (long i = 0; i < n; i++) {
            sum += get(x, i) * get(x, i);
        }
        return sum;
    }

    @Override
    public boolean allFinite(long x, long n) {
        for (long i = 0; i < n; i++) {
            if (!Double.isFinite(get(x, i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void adam(
            long w,
            long g,
            long m,
            long v,
            long n,
            double rate,
            double b1,
            double b2,
            double epsilon,
            double c1,
            double c2) {
        for (long i = 0; i < n; i++) {
            double first = b1 * get(m, i) + (1 - b1) * get(g, i);
            double second = b2 * get(v, i) + (1 - b2) * get(g, i) * get(g, i);
            put(m, i, first);
            put(v, i, second);
            put(w, i, get(w, i) - rate * (first / c1) / (Math.sqrt(second / c2) + epsilon));
        }
    }

    @Override
    public void rmsProp(long w, long g, long v, long n, double rate, double decay, double epsilon) {
        for (long i = 0; i < n; i++) {
            double second = decay * get(v, i) + (1 - decay) * get(g, i) * get(g, i);
            put(v, i, second);
            put(w, i, get(w, i) - rate * get(g, i) / (Math.sqrt(second) + epsilon));
        }
    }
}
