package dev.pushforward.tensor.kernel;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Float32 on the CPU: matrix products by {@code cblas_sgemm} on the arrays' own addresses, everything else by the
 * Vector API. The bits of a result depend on the sizes alone, and not on whether the JIT has compiled a loop yet.
 */
class VectorKernels implements Kernels {
    private final Map<UnaryOp, Loops.Map> maps = new EnumMap<>(UnaryOp.class);
    private final Map<UnaryOp, Loops.Times> times = new EnumMap<>(UnaryOp.class);
    private final Map<UnaryOp, Loops.TimesSum> timesSums = new EnumMap<>(UnaryOp.class);
    private final Map<UnaryOp, Loops.Bias> biases = new EnumMap<>(UnaryOp.class);
    private final Map<BinaryOp, Loops.Zip> zips = new EnumMap<>(BinaryOp.class);
    private final Loops.Bias bias =
            Loops.specialise(Loops.Bias.class, BiasLoop.class, (Lanes.Function1) (x, a, b) -> x);

    /** Defines a loop for each function, and loads OpenBLAS. */
    VectorKernels() {
        Blas.load();
        for (UnaryOp op : UnaryOp.values()) {
            Lanes.Function1 f = function(op);
            if (f != null) {
                maps.put(op, Loops.specialise(Loops.Map.class, MapLoop.class, f));
                times.put(op, Loops.specialise(Loops.Times.class, TimesLoop.class, f));
                timesSums.put(op, Loops.specialise(Loops.TimesSum.class, TimesSumLoop.class, f));
                biases.put(op, Loops.specialise(Loops.Bias.class, BiasLoop.class, f));
            }
        }
        for (BinaryOp op : BinaryOp.values()) {
            if (op != BinaryOp.ATAN2) { // rare: one by one in double
                zips.put(op, Loops.specialise(Loops.Zip.class, ZipLoop.class, function(op)));
            }
        }
    }

    /**
     * The function on vectors, or null for those computed one by one in double: rare ones, on arrays with one number
     * per draw.
     */
    private static Lanes.Function1 function(UnaryOp op) {
        return switch (op) {
            case AFFINE -> (x, a, b) -> x.mul(a).add(b);
            case RECIPROCAL ->
                (x, a, b) -> FloatVector.broadcast(Lanes.SPECIES, 1f).div(x);
            case EXP -> (x, a, b) -> Lanes.exp(x);
            case LOG -> (x, a, b) -> Lanes.log(x);
            case SQRT -> (x, a, b) -> x.sqrt();
            case SQUARE -> (x, a, b) -> x.mul(x);
            case TANH -> (x, a, b) -> Lanes.tanh(x);
            case SIGMOID -> (x, a, b) -> Lanes.sigmoid(x);
            case SOFTPLUS -> (x, a, b) -> Lanes.softplus(x);
            case ERF -> (x, a, b) -> Lanes.erf(x);
            case NORMAL_DENSITY -> (x, a, b) -> Lanes.normalDensity(x);
            case NORMAL_LAW -> (x, a, b) -> Lanes.normalLaw(x);
            case ABS -> (x, a, b) -> x.abs();
            case SIGN ->
                (x, a, b) -> x.blend(1f, x.compare(VectorOperators.GT, 0f)).blend(-1f, x.lt(0f));
            case RELU -> (x, a, b) -> Lanes.positive(x);
            case LEAKY_RELU -> (x, a, b) -> x.blend(x.mul(a), x.lt(0f));
            case ELU -> (x, a, b) -> Lanes.elu(x);
            case GELU -> (x, a, b) -> Lanes.gelu(x);
            case GELU_SLOPE -> (x, a, b) -> Lanes.geluSlope(x);
            case SWISH -> (x, a, b) -> x.mul(Lanes.sigmoid(x));
            case GREATER -> (x, a, b) -> Lanes.indicator(x.compare(VectorOperators.GT, a));
            case CLIP -> (x, a, b) -> x.blend(a, x.lt(a)).blend(b, x.compare(VectorOperators.GT, b));
            case INSIDE ->
                (x, a, b) -> Lanes.indicator(x.compare(VectorOperators.GE, a).and(x.compare(VectorOperators.LE, b)));
            case LEAKY_SLOPE_OF_OUTPUT ->
                (y, a, b) -> FloatVector.broadcast(Lanes.SPECIES, a).blend(1f, y.compare(VectorOperators.GT, 0f));
            case ELU_SLOPE_OF_OUTPUT -> (y, a, b) -> y.add(1f).blend(1f, y.compare(VectorOperators.GT, 0f));
            case TANH_SLOPE_OF_OUTPUT -> (y, a, b) -> y.neg().fma(y, FloatVector.broadcast(Lanes.SPECIES, 1f));
            case SIGMOID_SLOPE_OF_OUTPUT -> (y, a, b) -> y.neg().fma(y, y);
            case SOFTPLUS_SLOPE_OF_OUTPUT ->
                (y, a, b) -> Lanes.expOfNegative(y.neg()).neg().add(1f);
            case EXPM1, LOG1P, POW, SIN, COS, SINH, COSH, ACOS -> null;
        };
    }

    private static Lanes.Function2 function(BinaryOp op) {
        return switch (op) {
            case ADD -> (x, y) -> x.add(y);
            case SUB -> (x, y) -> x.sub(y);
            case MUL -> (x, y) -> x.mul(y);
            case DIV -> (x, y) -> x.div(y);
            case ATAN2 -> throw new IllegalArgumentException(op + " has no vector form");
            case MIN -> (x, y) -> x.min(y);
            case MAX -> (x, y) -> x.max(y);
            case GREATER -> (x, y) -> Lanes.indicator(x.compare(VectorOperators.GT, y));
            case EQUAL -> (x, y) -> Lanes.indicator(x.eq(y));
        };
    }

    private static DoubleUnaryOperator scalar(UnaryOp op, double a) {
        return switch (op) {
            case EXPM1 -> Math::expm1;
            case LOG1P -> Math::log1p;
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case ACOS -> Math::acos;
            case POW -> x -> Math.pow(x, a);
            default -> throw new IllegalArgumentException(op + " has a vector form");
        };
    }

    @Override
    public String name() {
        return "Vector API (" + Lanes.SPECIES.vectorBitSize() + " bits)";
    }

    @Override
    public String blas() {
        return "OpenBLAS (" + Blas.core() + ")";
    }

    @Override
    public int elementBytes() {
        return 4;
    }

    @Override
    public void unary(UnaryOp op, double a, double b, long x, long y, long n) {
        Loops.Map loop = maps.get(op);
        if (loop != null) {
            loop.run((float) a, (float) b, x, y, n);
            return;
        }
        DoubleUnaryOperator f = scalar(op, a);
        for (long i = 0; i < n; i++) {
            Memory.putFloat(y + 4 * i, (float) f.applyAsDouble(Memory.getFloat(x + 4 * i)));
        }
    }

    @Override
    public void times(UnaryOp op, double a, double b, long g, long x, long out, long n) {
        Loops.Times loop = times.get(op);
        if (loop != null) {
            loop.run((float) a, (float) b, g, x, out, n);
            return;
        }
        DoubleUnaryOperator f = scalar(op, a);
        for (long i = 0; i < n; i++) {
            Memory.putFloat(
                    out + 4 * i, Memory.getFloat(g + 4 * i) * (float) f.applyAsDouble(Memory.getFloat(x + 4 * i)));
        }
    }

    @Override
    public void timesAndSum(
            UnaryOp op, double a, long g, long x, long out, long rows, long columns, double beta, long sums) {
        Loops.TimesSum loop = timesSums.get(op);
        if (loop == null || columns == 1) { // one column is summed in double
            Kernels.super.timesAndSum(op, a, g, x, out, rows, columns, beta, sums);
            return;
        }
        if (beta == 0) {
            Memory.clear(sums, 4 * columns);
        }
        loop.run((float) a, g, x, out, rows, columns, sums);
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
        Loops.Zip loop = zips.get(op);
        if (loop == null) {
            atan2(rows, columns, x, xRow, xColumn, y, yRow, yColumn, out);
        } else {
            loop.run(rows, columns, x, xRow, xColumn, y, yRow, yColumn, out);
        }
    }

    private static void atan2(
            long rows, long columns, long x, long xRow, long xColumn, long y, long yRow, long yColumn, long out) {
        for (long r = 0; r < rows; r++) {
            for (long c = 0; c < columns; c++) {
                double a = Memory.getFloat(x + 4 * (r * xRow + c * xColumn));
                double b = Memory.getFloat(y + 4 * (r * yRow + c * yColumn));
                Memory.putFloat(out + 4 * (r * columns + c), (float) Math.atan2(a, b));
            }
        }
    }

    @Override
    public void biasActivate(UnaryOp op, double a, long h, long b, long y, long rows, long columns) {
        Loops.Bias loop = biases.get(op);
        if (loop != null && h == y) {
            loop.run((float) a, h, b, y, rows, columns);
            return;
        }
        addBias(h, b, rows, columns);
        unary(op, a, 0, h, y, rows * columns);
    }

    @Override
    public void addBias(long h, long b, long rows, long columns) {
        bias.run(0, h, b, h, rows, columns);
    }

    @Override
    public void layerNorm(double epsilon, long rows, long columns, long x, long y, long rate) {
        for (long r = 0; r < rows; r++) {
            long at = x + 4 * r * columns;
            long to = y + 4 * r * columns;
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            for (long c = 0; c < columns; c += Lanes.WIDTH) {
                sum = sum.add(Lanes.load(at + 4 * c, Lanes.SPECIES.indexInRange(c, columns)));
            }
            float mean = Lanes.sum(sum) / columns;
            FloatVector squares = FloatVector.zero(Lanes.SPECIES);
            for (long c = 0; c < columns; c += Lanes.WIDTH) {
                VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
                FloatVector centred = Lanes.load(at + 4 * c, rest).sub(mean, rest);
                squares = centred.fma(centred, squares);
            }
            float inverse = (float) (1 / Math.sqrt((double) Lanes.sum(squares) / columns + epsilon));
            for (long c = 0; c < columns; c += Lanes.WIDTH) {
                VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
                Lanes.store(Lanes.load(at + 4 * c, rest).sub(mean).mul(inverse), to + 4 * c, rest);
            }
            Memory.putFloat(rate + 4 * r, inverse);
        }
    }

    @Override
    public void layerNormDerivative(long rows, long columns, long v, long y, long rate, long out) {
        for (long r = 0; r < rows; r++) {
            long row = 4 * r * columns;
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            FloatVector product = FloatVector.zero(Lanes.SPECIES);
            for (long c = 0; c < columns; c += Lanes.WIDTH) {
                VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
                FloatVector value = Lanes.load(v + row + 4 * c, rest);
                sum = sum.add(value);
                product = value.fma(Lanes.load(y + row + 4 * c, rest), product);
            }
            float mean = Lanes.sum(sum) / columns;
            FloatVector along = FloatVector.broadcast(Lanes.SPECIES, -Lanes.sum(product) / columns);
            float inverse = Memory.getFloat(rate + 4 * r);
            for (long c = 0; c < columns; c += Lanes.WIDTH) {
                VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
                FloatVector centred = Lanes.load(v + row + 4 * c, rest).sub(mean);
                FloatVector tangent = Lanes.load(y + row + 4 * c, rest).fma(along, centred);
                Lanes.store(tangent.mul(inverse), out + row + 4 * c, rest);
            }
        }
    }

    @Override
    public void sum(long x, long outer, long axis, long inner, double beta, long out) {
        if (beta == 0) {
            Memory.clear(out, 4 * outer * inner);
        }
        for (long o = 0; o < outer; o++) {
            long from = x + 4 * o * axis * inner;
            if (inner == 1) {
                Memory.putFloat(out + 4 * o, Memory.getFloat(out + 4 * o) + (float) total(from, axis));
            } else {
                addRows(from, axis, inner, out + 4 * o * inner);
            }
        }
    }

    /** {@code out[i] += sum over k of x[k, i]}, four rows at a time, which quarters the traffic of out. */
    private static void addRows(long x, long rows, long columns, long out) {
        long step = 4 * columns;
        long k = 0;
        for (; k <= rows - 4; k += 4) {
            addFourRows(x + k * step, step, columns, out);
        }
        for (; k < rows; k++) {
            addRow(x + k * step, columns, out);
        }
    }

    private static void addFourRows(long x, long step, long columns, long out) {
        long i = 0;
        for (; i <= columns - Lanes.WIDTH; i += Lanes.WIDTH) {
            long at = x + 4 * i;
            FloatVector low = Lanes.load(at).add(Lanes.load(at + step));
            FloatVector high = Lanes.load(at + 2 * step).add(Lanes.load(at + 3 * step));
            Lanes.store(Lanes.load(out + 4 * i).add(low.add(high)), out + 4 * i);
        }
        if (i < columns) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, columns);
            long at = x + 4 * i;
            FloatVector low = Lanes.load(at, rest).add(Lanes.load(at + step, rest));
            FloatVector high = Lanes.load(at + 2 * step, rest).add(Lanes.load(at + 3 * step, rest));
            Lanes.store(Lanes.load(out + 4 * i, rest).add(low.add(high)), out + 4 * i, rest);
        }
    }

    private static void addRow(long x, long columns, long out) {
        for (long i = 0; i < columns; i += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, columns);
            Lanes.store(Lanes.load(out + 4 * i, rest).add(Lanes.load(x + 4 * i, rest)), out + 4 * i, rest);
        }
    }

    /** A sum in double, so that long means lose nothing. */
    private static double total(long x, long n) {
        double sum = 0;
        for (long i = 0; i < n; i++) {
            sum += Memory.getFloat(x + 4 * i);
        }
        return sum;
    }

    @Override
    public void max(long x, long outer, long axis, long inner, long out) {
        for (long o = 0; o < outer; o++) {
            for (long i = 0; i < inner; i++) {
                long at = x + 4 * (o * axis * inner + i);
                float largest = Memory.getFloat(at);
                for (long k = 1; k < axis; k++) {
                    largest = Math.max(largest, Memory.getFloat(at + 4 * k * inner));
                }
                Memory.putFloat(out + 4 * (o * inner + i), largest);
            }
        }
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c) {
        Blas.sgemm(transposeA, transposeB, m, n, k, a, b, (float) beta, c);
    }

    @Override
    public void select(long mask, long x, long y, long out, long n) {
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            VectorMask<Float> chosen = Lanes.load(mask + 4 * i, rest).compare(VectorOperators.NE, 0f);
            Lanes.store(Lanes.load(y + 4 * i, rest).blend(Lanes.load(x + 4 * i, rest), chosen), out + 4 * i, rest);
        }
    }

    @Override
    public void axpy(double alpha, long x, long y, long n) {
        float c = (float) alpha;
        long i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            Lanes.store(
                    Lanes.load(x + 4 * i).fma(FloatVector.broadcast(Lanes.SPECIES, c), Lanes.load(y + 4 * i)),
                    y + 4 * i);
        }
        for (; i < n; i++) {
            Memory.putFloat(y + 4 * i, Math.fma(Memory.getFloat(x + 4 * i), c, Memory.getFloat(y + 4 * i)));
        }
    }

    @Override
    public double sumOfSquares(long x, long n) {
        double sum = 0;
        for (long i = 0; i < n; i++) {
            double v = Memory.getFloat(x + 4 * i);
            sum = Math.fma(v, v, sum);
        }
        return sum;
    }

    @Override
    public boolean allFinite(long x, long n) {
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            if (Lanes.load(x + 4 * i, Lanes.SPECIES.indexInRange(i, n))
                    .test(VectorOperators.IS_FINITE)
                    .not()
                    .anyTrue()) {
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
        float step = (float) (rate / c1);
        float scale = (float) (1 / Math.sqrt(c2));
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            FloatVector gradient = Lanes.load(g + 4 * i, rest);
            FloatVector first = Lanes.load(m + 4 * i, rest).mul((float) b1).add(gradient.mul((float) (1 - b1)));
            FloatVector second = Lanes.load(v + 4 * i, rest)
                    .mul((float) b2)
                    .add(gradient.mul(gradient).mul((float) (1 - b2)));
            FloatVector change = first.mul(step).div(second.sqrt().mul(scale).add((float) epsilon));
            Lanes.store(first, m + 4 * i, rest);
            Lanes.store(second, v + 4 * i, rest);
            Lanes.store(Lanes.load(w + 4 * i, rest).sub(change), w + 4 * i, rest);
        }
    }

    @Override
    public void rmsProp(long w, long g, long v, long n, double rate, double decay, double epsilon) {
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            FloatVector gradient = Lanes.load(g + 4 * i, rest);
            FloatVector second = Lanes.load(v + 4 * i, rest)
                    .mul((float) decay)
                    .add(gradient.mul(gradient).mul((float) (1 - decay)));
            FloatVector change = gradient.mul((float) rate).div(second.sqrt().add((float) epsilon));
            Lanes.store(second, v + 4 * i, rest);
            Lanes.store(Lanes.load(w + 4 * i, rest).sub(change), w + 4 * i, rest);
        }
    }
}
