package dev.pushforward.tensor.kernel;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Float64 on the CPU: matrix products by {@code cblas_dgemm} on the arrays' own addresses, everything else one element
 * at a time by Java's functions, which give the same bits interpreted and compiled, and by the C library's error
 * function.
 */
final class DoubleKernels implements Kernels {
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private final Map<UnaryOp, Loops.Doubles> loops = new EnumMap<>(UnaryOp.class);
    private final Map<BinaryOp, Loops.Zip> zips = new EnumMap<>(BinaryOp.class);

    /** A function of one variable with up to two parameters. */
    @FunctionalInterface
    interface Function1 {
        double apply(double x, double a, double b);
    }

    /** Defines a loop for each function, and loads OpenBLAS. */
    DoubleKernels() {
        Blas.load();
        for (UnaryOp op : UnaryOp.values()) {
            loops.put(op, Loops.specialise(Loops.Doubles.class, DoubleLoop.class, function(op)));
        }
        for (BinaryOp op : BinaryOp.values()) {
            zips.put(op, Loops.specialise(Loops.Zip.class, DoubleZipLoop.class, function(op)));
        }
    }

    private static Function1 function(UnaryOp op) {
        return switch (op) {
            case AFFINE -> (x, a, b) -> a * x + b;
            case RECIPROCAL -> (x, a, b) -> 1 / x;
            case EXP -> (x, a, b) -> Math.exp(x);
            case EXPM1 -> (x, a, b) -> Math.expm1(x);
            case LOG -> (x, a, b) -> Math.log(x);
            case LOG1P -> (x, a, b) -> Math.log1p(x);
            case SQRT -> (x, a, b) -> Math.sqrt(x);
            case SQUARE -> (x, a, b) -> x * x;
            case POW -> (x, a, b) -> Math.pow(x, a);
            case SIN -> (x, a, b) -> Math.sin(x);
            case COS -> (x, a, b) -> Math.cos(x);
            case SINH -> (x, a, b) -> Math.sinh(x);
            case COSH -> (x, a, b) -> Math.cosh(x);
            case ACOS -> (x, a, b) -> Math.acos(x);
            case TANH -> (x, a, b) -> Math.tanh(x);
            case SIGMOID -> (x, a, b) -> sigmoid(x);
            case SOFTPLUS -> (x, a, b) -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> (x, a, b) -> ErrorFunction.erf(x);
            case NORMAL_DENSITY -> (x, a, b) -> normalDensity(x);
            case NORMAL_LAW -> (x, a, b) -> normalLaw(x);
            case ABS -> (x, a, b) -> Math.abs(x);
            case SIGN -> (x, a, b) -> Math.signum(x);
            case RELU -> (x, a, b) -> Math.max(x, 0);
            case LEAKY_RELU -> (x, a, b) -> x > 0 ? x : a * x;
            case ELU -> (x, a, b) -> x > 0 ? x : Math.expm1(x);
            case GELU -> (x, a, b) -> x * normalLaw(x);
            case GELU_SLOPE -> (x, a, b) -> normalLaw(x) + x * normalDensity(x);
            case SWISH -> (x, a, b) -> x * sigmoid(x);
            case GREATER -> (x, a, b) -> x > a ? 1 : 0;
            case CLIP -> (x, a, b) -> Math.min(Math.max(x, a), b);
            case INSIDE -> (x, a, b) -> a <= x && x <= b ? 1 : 0;
            case LEAKY_SLOPE_OF_OUTPUT -> (y, a, b) -> y > 0 ? 1 : a;
            case ELU_SLOPE_OF_OUTPUT -> (y, a, b) -> y > 0 ? 1 : y + 1;
            case TANH_SLOPE_OF_OUTPUT -> (y, a, b) -> 1 - y * y;
            case SIGMOID_SLOPE_OF_OUTPUT -> (y, a, b) -> y * (1 - y);
            case SOFTPLUS_SLOPE_OF_OUTPUT -> (y, a, b) -> -Math.expm1(-y);
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double normalDensity(double x) {
        return Math.exp(-x * x / 2) / ROOT_TWO_PI;
    }

    /** By erfc, which keeps the lower tail. */
    private static double normalLaw(double x) {
        return ErrorFunction.erfc(-x * SQRT_HALF) / 2;
    }

    private static DoubleBinaryOperator function(BinaryOp op) {
        return switch (op) {
            case ADD -> (x, y) -> x + y;
            case SUB -> (x, y) -> x - y;
            case MUL -> (x, y) -> x * y;
            case DIV -> (x, y) -> x / y;
            case ATAN2 -> (x, y) -> Math.atan2(x, y);
            case MIN -> (x, y) -> Math.min(x, y);
            case MAX -> (x, y) -> Math.max(x, y);
            case GREATER -> (x, y) -> x > y ? 1 : 0;
            case EQUAL -> (x, y) -> x == y ? 1 : 0;
        };
    }

    @Override
    public String name() {
        return "Java's loops";
    }

    @Override
    public String blas() {
        return "OpenBLAS (" + Blas.core() + ")";
    }

    @Override
    public int elementBytes() {
        return 8;
    }

    @Override
    public void unary(UnaryOp op, double a, double b, long x, long y, long n) {
        loops.get(op).map(a, b, x, y, n);
    }

    @Override
    public void times(UnaryOp op, double a, double b, long g, long x, long out, long n) {
        loops.get(op).times(a, b, g, x, out, n);
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
        zips.get(op).run(rows, columns, x, xRow, xColumn, y, yRow, yColumn, out);
    }

    @Override
    public void biasActivate(UnaryOp op, double a, long h, long bias, long y, long rows, long columns) {
        addBias(h, bias, rows, columns);
        unary(op, a, 0, h, y, rows * columns);
    }

    @Override
    public void addBias(long h, long bias, long rows, long columns) {
        binary(BinaryOp.ADD, rows, columns, h, columns, 1, bias, 0, 1, h);
    }

    @Override
    public void layerNorm(double epsilon, long rows, long columns, long x, long y, long rate) {
        for (long r = 0; r < rows; r++) {
            long at = x + 8 * r * columns;
            long to = y + 8 * r * columns;
            double sum = 0;
            for (long c = 0; c < columns; c++) {
                sum += Memory.getDouble(at + 8 * c);
            }
            double mean = sum / columns;
            double squares = 0;
            for (long c = 0; c < columns; c++) {
                double centred = Memory.getDouble(at + 8 * c) - mean;
                squares += centred * centred;
            }
            double inverse = 1 / Math.sqrt(squares / columns + epsilon);
            for (long c = 0; c < columns; c++) {
                Memory.putDouble(to + 8 * c, (Memory.getDouble(at + 8 * c) - mean) * inverse);
            }
            Memory.putDouble(rate + 8 * r, inverse);
        }
    }

    @Override
    public void layerNormDerivative(long rows, long columns, long v, long y, long rate, long out) {
        for (long r = 0; r < rows; r++) {
            long row = 8 * r * columns;
            double sum = 0;
            double product = 0;
            for (long c = 0; c < columns; c++) {
                double value = Memory.getDouble(v + row + 8 * c);
                sum += value;
                product += value * Memory.getDouble(y + row + 8 * c);
            }
            double mean = sum / columns;
            double along = product / columns;
            double inverse = Memory.getDouble(rate + 8 * r);
            for (long c = 0; c < columns; c++) {
                double less = mean + along * Memory.getDouble(y + row + 8 * c);
                Memory.putDouble(out + row + 8 * c, (Memory.getDouble(v + row + 8 * c) - less) * inverse);
            }
        }
    }

    @Override
    public void sum(long x, long outer, long axis, long inner, double beta, long out) {
        if (beta == 0) {
            Memory.clear(out, 8 * outer * inner);
        }
        for (long o = 0; o < outer; o++) {
            long from = x + 8 * o * axis * inner;
            if (inner == 1) {
                Memory.putDouble(out + 8 * o, Memory.getDouble(out + 8 * o) + total(from, axis));
            } else {
                for (long k = 0; k < axis; k++) {
                    axpy(1, from + 8 * k * inner, out + 8 * o * inner, inner);
                }
            }
        }
    }

    private static double total(long x, long n) {
        double sum = 0;
        for (long i = 0; i < 8 * n; i += 8) {
            sum += Memory.getDouble(x + i);
        }
        return sum;
    }

    @Override
    public void max(long x, long outer, long axis, long inner, long out) {
        for (long o = 0; o < outer; o++) {
            for (long i = 0; i < inner; i++) {
                long at = x + 8 * (o * axis * inner + i);
                double largest = Memory.getDouble(at);
                for (long k = 1; k < axis; k++) {
                    largest = Math.max(largest, Memory.getDouble(at + 8 * k * inner));
                }
                Memory.putDouble(out + 8 * (o * inner + i), largest);
            }
        }
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c) {
        Blas.dgemm(transposeA, transposeB, m, n, k, a, b, beta, c);
    }

    @Override
    public void select(long mask, long x, long y, long out, long n) {
        for (long i = 0; i < 8 * n; i += 8) {
            Memory.putDouble(out + i, Memory.getDouble((Memory.getDouble(mask + i) != 0 ? x : y) + i));
        }
    }

    @Override
    public void axpy(double alpha, long x, long y, long n) {
        for (long i = 0; i < 8 * n; i += 8) {
            Memory.putDouble(y + i, Memory.getDouble(y + i) + alpha * Memory.getDouble(x + i));
        }
    }

    @Override
    public double sumOfSquares(long x, long n) {
        double sum = 0;
        for (long i = 0; i < 8 * n; i += 8) {
            double v = Memory.getDouble(x + i);
            sum = Math.fma(v, v, sum);
        }
        return sum;
    }

    @Override
    public boolean allFinite(long x, long n) {
        for (long i = 0; i < 8 * n; i += 8) {
            if (!Double.isFinite(Memory.getDouble(x + i))) {
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
        double step = rate / c1;
        for (long i = 0; i < 8 * n; i += 8) {
            double gradient = Memory.getDouble(g + i);
            double first = b1 * Memory.getDouble(m + i) + (1 - b1) * gradient;
            double second = b2 * Memory.getDouble(v + i) + (1 - b2) * gradient * gradient;
            Memory.putDouble(m + i, first);
            Memory.putDouble(v + i, second);
            Memory.putDouble(w + i, Memory.getDouble(w + i) - step * first / (Math.sqrt(second / c2) + epsilon));
        }
    }

    @Override
    public void rmsProp(long w, long g, long v, long n, double rate, double decay, double epsilon) {
        for (long i = 0; i < 8 * n; i += 8) {
            double gradient = Memory.getDouble(g + i);
            double second = decay * Memory.getDouble(v + i) + (1 - decay) * gradient * gradient;
            Memory.putDouble(v + i, second);
            Memory.putDouble(w + i, Memory.getDouble(w + i) - rate * gradient / (Math.sqrt(second) + epsilon));
        }
    }
}
