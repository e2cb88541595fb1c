package dev.pushforward.tensor.kernel;

import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.blas.Blas.Vendor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Plain ND4J operations: any backend, both precisions. Serves where the Vector API is missing or the user asks for it.
 */
public final class Nd4jKernels implements Kernels {
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private final DataType type;

    private Nd4jKernels(DataType type) {
        this.type = type;
    }

    /** For float32. */
    public static Nd4jKernels float32() {
        return new Nd4jKernels(DataType.FLOAT);
    }

    /** For float64. */
    public static Nd4jKernels float64() {
        return new Nd4jKernels(DataType.DOUBLE);
    }

    private INDArray at(long address, long... shape) {
        int[] sizes = new int[shape.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.toIntExact(shape[i]);
        }
        return Nd4jArrays.wrap(type, address, this, sizes);
    }

    @Override
    public String name() {
        return "ND4J (" + Natives.backed(Nd4j::getBackend).getClass().getSimpleName() + ")";
    }

    @Override
    public String blas() {
        Vendor vendor = Nd4j.factory().blas().getBlasVendor();
        return vendor == Vendor.OPENBLAS ? "OpenBLAS (" + Blas.core() + ")" : vendor.toString();
    }

    @Override
    public int elementBytes() {
        return type.width();
    }

    @Override
    public void unary(UnaryOp op, double a, double b, long x, long y, long n) {
        if (n > 0) {
            at(y, n).assign(value(op, a, b, at(x, n)));
        }
    }

    @Override
    public void times(UnaryOp op, double a, double b, long g, long x, long out, long n) {
        if (n > 0) {
            at(out, n).assign(value(op, a, b, at(x, n)).muli(at(g, n)));
        }
    }

    /** The function's value in new memory. */
    private static INDArray value(UnaryOp op, double a, double b, INDArray x) {
        return switch (op) {
            // ND4J's arithmetic takes a NaN for 1e-5
            case AFFINE ->
                Double.isNaN(a) || Double.isNaN(b)
                        ? x.ulike().assign(Double.NaN)
                        : x.mul(a).addi(b);
            case RECIPROCAL -> x.rdiv(1);
            case EXP -> Transforms.exp(x, true);
            case EXPM1 -> each(x, Math::expm1);
            case LOG -> Transforms.log(x, true);
            case LOG1P -> each(x, Math::log1p);
            case SQRT -> Transforms.sqrt(x, true);
            case SQUARE -> x.mul(x);
            case POW -> Transforms.pow(x, a, true);
            case SIN -> Transforms.sin(x, true);
            case COS -> Transforms.cos(x, true);
            case SINH -> each(x, Math::sinh);
            case COSH -> each(x, Math::cosh);
            case ACOS -> each(x, Math::acos);
            case TANH -> each(x, Math::tanh);
            case SIGMOID -> Transforms.exp(x.neg(), false).addi(1).rdivi(1);
            case SOFTPLUS -> each(x, v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
            case ERF -> erf(x);
            case NORMAL_DENSITY -> bell(x);
            case NORMAL_LAW -> law(x);
            case ABS -> Transforms.abs(x, true);
            case SIGN -> keepNan(Transforms.sign(x, true), x);
            case RELU -> atLeast(x, 0);
            case LEAKY_RELU -> atLeast(x, 0).addi(atMost(x, 0).muli(a));
            case ELU -> each(x, v -> v > 0 ? v : Math.expm1(v));
            case GELU -> law(x).muli(x);
            case GELU_SLOPE -> bell(x).muli(x).addi(law(x));
            case SWISH -> value(UnaryOp.SIGMOID, 0, 0, x).muli(x);
            case GREATER -> x.gt(a).castTo(x.dataType());
            case CLIP -> atMost(atLeast(x, a), b);
            case INSIDE -> x.gte(a).castTo(x.dataType()).muli(x.lte(b).castTo(x.dataType()));
            case LEAKY_SLOPE_OF_OUTPUT ->
                x.gt(0).castTo(x.dataType()).muli(1 - a).addi(a);
            case ELU_SLOPE_OF_OUTPUT -> atMost(x, 0).addi(1);
            case TANH_SLOPE_OF_OUTPUT -> x.mul(x).rsubi(1);
            case SIGMOID_SLOPE_OF_OUTPUT -> x.rsub(1).muli(x);
            case SOFTPLUS_SLOPE_OF_OUTPUT -> each(x, v -> -Math.expm1(-v));
        };
    }

    /**
     * A loop over Java's functions: ND4J's expm1, log1p and tanh are e^x - 1 and the like as written, with no digit
     * left near 0.
     */
    private static INDArray each(INDArray x, DoubleUnaryOperator f) {
        INDArray out = x.ulike();
        long from = Nd4jArrays.address(x);
        long to = Nd4jArrays.address(out);
        boolean single = x.dataType() == DataType.FLOAT;
        for (long i = 0; i < x.length(); i++) {
            if (single) {
                Memory.putFloat(to + 4 * i, (float) f.applyAsDouble(Memory.getFloat(from + 4 * i)));
            } else {
                Memory.putDouble(to + 8 * i, f.applyAsDouble(Memory.getDouble(from + 8 * i)));
            }
        }
        return out;
    }

    /** A loop too: ND4J's own takes its arguments in the other order and rounds otherwise. */
    private INDArray atan2(INDArray y, INDArray x) {
        INDArray out = y.ulike();
        long a = Nd4jArrays.address(y);
        long b = Nd4jArrays.address(x);
        long to = Nd4jArrays.address(out);
        for (long i = 0; i < y.length(); i++) {
            if (type == DataType.FLOAT) {
                double angle = Math.atan2(Memory.getFloat(a + 4 * i), Memory.getFloat(b + 4 * i));
                Memory.putFloat(to + 4 * i, (float) angle);
            } else {
                Memory.putDouble(to + 8 * i, Math.atan2(Memory.getDouble(a + 8 * i), Memory.getDouble(b + 8 * i)));
            }
        }
        return out;
    }

    private static INDArray atLeast(INDArray x, double c) {
        return keepNan(Transforms.max(x, c, true), x);
    }

    private static INDArray atMost(INDArray x, double c) {
        return keepNan(Transforms.min(x, c, true), x);
    }

    /** NaN wherever x is: ND4J's maximum, minimum and sign forget it. */
    private static INDArray keepNan(INDArray value, INDArray x) {
        return choose(x.neq(x), x, value);
    }

    private static INDArray choose(INDArray mask, INDArray x, INDArray y) {
        INDArray out = y.ulike();
        Nd4j.exec(DynamicCustomOp.builder("select")
                .addInputs(mask, x, y)
                .addOutputs(out)
                .build());
        return out;
    }

    private static INDArray erf(INDArray x) {
        return Nd4j.exec(new org.nd4j.linalg.api.ops.impl.transforms.strict.Erf(x, x.ulike()));
    }

    private static INDArray bell(INDArray x) {
        return Transforms.exp(x.mul(x).muli(-0.5), false).divi(ROOT_TWO_PI);
    }

    /** Phi by the complementary error function, which keeps the lower tail. */
    private static INDArray law(INDArray x) {
        INDArray z = x.mul(-Math.sqrt(0.5));
        return Nd4j.exec(new org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc(z, z.ulike()))
                .muli(0.5);
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
        if (rows * columns == 0) {
            return;
        }
        INDArray a = spread(x, rows, columns, xRow, xColumn);
        INDArray b = spread(y, rows, columns, yRow, yColumn);
        INDArray value =
                switch (op) {
                    case ADD -> a.add(b);
                    case SUB -> a.sub(b);
                    case MUL -> a.mul(b);
                    case DIV -> a.div(b);
                    case ATAN2 -> atan2(a, b);
                    case MIN -> keepNan(keepNan(Transforms.min(a, b, true), a), b);
                    case MAX -> keepNan(keepNan(Transforms.max(a, b, true), a), b);
                    case GREATER -> a.gt(b).castTo(type);
                    case EQUAL -> a.eq(b).castTo(type);
                };
        at(out, rows, columns).assign(value);
    }

    /** A strided operand as a dense matrix. */
    private INDArray spread(long address, long rows, long columns, long row, long column) {
        if (row == columns && column == 1 || rows == 1 && column == 1) {
            return at(address, rows, columns);
        }
        INDArray full = Nd4j.createUninitialized(type, rows, columns); // ND4J's own broadcast copies row by row
        if (column == 1) {
            return full.putiRowVector(at(address, columns));
        }
        return row == 0 ? full.assign(at(address, 1).getDouble(0)) : full.putiColumnVector(at(address, rows, 1));
    }

    @Override
    public void biasActivate(UnaryOp op, double a, long h, long bias, long y, long rows, long columns) {
        addBias(h, bias, rows, columns);
        unary(op, a, 0, h, y, rows * columns);
    }

    @Override
    public void addBias(long h, long bias, long rows, long columns) {
        if (rows * columns > 0) {
            at(h, rows, columns).addiRowVector(at(bias, columns));
        }
    }

    @Override
    public void layerNorm(double epsilon, long rows, long columns, long x, long y, long rate) {
        if (rows * columns > 0) {
            INDArray from = at(x, rows, columns);
            INDArray centred = from.subColumnVector(from.mean(1).reshape(rows, 1));
            INDArray inverse = Transforms.sqrt(centred.mul(centred).mean(1).addi(epsilon), false)
                    .rdivi(1)
                    .reshape(rows, 1);
            at(rate, rows, 1).assign(inverse);
            at(y, rows, columns).assign(centred.muliColumnVector(inverse));
        }
    }

    @Override
    public void layerNormDerivative(long rows, long columns, long v, long y, long rate, long out) {
        if (rows * columns > 0) {
            INDArray along = at(v, rows, columns);
            INDArray value = at(y, rows, columns);
            INDArray radial = value.mulColumnVector(along.mul(value).mean(1).reshape(rows, 1));
            INDArray tangent =
                    along.subColumnVector(along.mean(1).reshape(rows, 1)).subi(radial);
            at(out, rows, columns).assign(tangent.muliColumnVector(at(rate, rows, 1)));
        }
    }

    @Override
    public void sum(long x, long outer, long axis, long inner, double beta, long out) {
        if (outer * inner == 0) {
            return;
        }
        INDArray to = at(out, outer, inner);
        INDArray total = axis == 0
                ? Nd4j.zeros(type, outer, inner)
                : at(x, outer, axis, inner).sum(1).reshape(outer, inner);
        to.assign(beta == 0 ? total : total.addi(to));
    }

    @Override
    public void max(long x, long outer, long axis, long inner, long out) {
        if (outer * inner > 0) {
            INDArray all = at(x, outer, axis, inner);
            INDArray lost = all.neq(all).castTo(type).sum(1).reshape(outer, inner); // how many are NaN
            INDArray nan = Nd4j.valueArrayOf(new long[] {outer, inner}, Double.NaN, type);
            at(out, outer, inner).assign(choose(lost.gt(0), nan, all.max(1).reshape(outer, inner)));
        }
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c) {
        if (m == 0 || n == 0) {
            return;
        }
        INDArray to = at(c, m, n);
        INDArray product = k == 0
                ? Nd4j.zeros(type, m, n)
                : transposed(transposeA, a, m, k).mmul(transposed(transposeB, b, k, n));
        to.assign(beta == 0 ? product : product.addi(to));
    }

    private INDArray transposed(boolean transpose, long address, long rows, long columns) {
        return transpose ? at(address, columns, rows).transpose() : at(address, rows, columns);
    }

    /** A loop: a masked sum would spread NaN from the side that is not chosen. */
    @Override
    public void select(long mask, long x, long y, long out, long n) {
        int width = type.width();
        for (long i = 0; i < n * width; i += width) {
            boolean chosen = width == 4 ? Memory.getFloat(mask + i) != 0 : Memory.getDouble(mask + i) != 0;
            Memory.copy((chosen ? x : y) + i, out + i, width);
        }
    }

    @Override
    public void axpy(double alpha, long x, long y, long n) {
        if (n > 0) {
            at(y, n).addi(at(x, n).mul(alpha));
        }
    }

    @Override
    public double sumOfSquares(long x, long n) {
        return n == 0
                ? 0
                : at(x, n).castTo(DataType.DOUBLE)
                        .mul(at(x, n).castTo(DataType.DOUBLE))
                        .sumNumber()
                        .doubleValue();
    }

    @Override
    public boolean allFinite(long x, long n) {
        return n == 0 || Double.isFinite(at(x, n).mul(0).sumNumber().doubleValue());
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
        if (n == 0) {
            return;
        }
        INDArray gradient = at(g, n);
        INDArray first = at(m, n).muli(b1).addi(gradient.mul(1 - b1));
        INDArray second = at(v, n).muli(b2).addi(gradient.mul(gradient).muli(1 - b2));
        INDArray root = Transforms.sqrt(second.div(c2), false).addi(epsilon);
        at(w, n).subi(first.mul(rate / c1).divi(root));
    }

    @Override
    public void rmsProp(long w, long g, long v, long n, double rate, double decay, double epsilon) {
        if (n == 0) {
            return;
        }
        INDArray gradient = at(g, n);
        INDArray second = at(v, n).muli(decay).addi(gradient.mul(gradient).muli(1 - decay));
        at(w, n).subi(gradient.mul(rate).divi(Transforms.sqrt(second, true).addi(epsilon)));
    }
}
