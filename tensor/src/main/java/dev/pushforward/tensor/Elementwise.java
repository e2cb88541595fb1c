package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.UnaryOp;

/** {@code y = op(x)} for each element. */
final class Elementwise extends Primitive {
    private final UnaryOp op;
    private final double a;
    private final double b;
    private Tensor y;
    private final Slope slope = new Slope();

    private Elementwise(UnaryOp op, double a, double b, Tensor x) {
        super(x);
        this.op = op;
        this.a = a;
        this.b = b;
    }

    static Tensor of(UnaryOp op, Tensor x) {
        return of(op, 0, 0, x);
    }

    static Tensor of(UnaryOp op, double a, double b, Tensor x) {
        Tensor out = Tensor.uninitialised(x.dtype(), x.dimensions());
        x.kernels().unary(op, a, b, x.address(), out.address(), x.length());
        var self = new Elementwise(op, a, b, x);
        self.y = out.from(self);
        return self.y;
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        UnaryOp ofArgument = slopeOfArgument(op);
        if (ofArgument == null || slope.isThere()) {
            into.add(0, along(g));
        } else if (into.ownsG()) {
            g.kernels().times(ofArgument, 0, 0, g.address(), input(0).address(), g.address(), g.length());
            into.give(0, g);
        } else {
            into.give(0, SlopeTimes.of(ofArgument, 0, g, input(0)));
        }
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        return along(v[0]);
    }

    /**
     * {@code v dy/dx}. Constant slopes need no product with an array, and piecewise constant ones no derivative of
     * their own.
     */
    private Tensor along(Tensor v) {
        if (op == UnaryOp.AFFINE) {
            return v.mul(a);
        }
        return v.mul(slope.get(() -> derivative(op, a, b, input(0), y)));
    }

    /**
     * The slope where it is one function of the argument, and so one pass together with the product; null elsewhere.
     */
    private static UnaryOp slopeOfArgument(UnaryOp op) {
        return switch (op) {
            case GELU -> UnaryOp.GELU_SLOPE;
            case NORMAL_LAW -> UnaryOp.NORMAL_DENSITY;
            default -> null;
        };
    }

    /** The derivative of a function at x, where its value is y, in operations that can be differentiated again. */
    static Tensor derivative(UnaryOp op, double a, double b, Tensor x, Tensor y) {
        return switch (op) {
            case AFFINE -> Tensor.full(x.dtype(), a, x.dimensions());
            case RECIPROCAL -> y.square().neg();
            case EXP -> y;
            case EXPM1 -> y.add(1);
            case LOG -> x.reciprocal();
            case LOG1P -> x.add(1).reciprocal();
            case SQRT -> y.reciprocal().mul(0.5);
            case SQUARE -> x.mul(2);
            case POW -> x.pow(a - 1).mul(a);
            case SIN -> x.cos();
            case COS -> x.sin().neg();
            case SINH -> x.cosh();
            case COSH -> x.sinh();
            case ACOS -> x.neg().add(1).mul(x.add(1)).sqrt().reciprocal().neg();
            case TANH -> of(UnaryOp.TANH_SLOPE_OF_OUTPUT, y);
            case SIGMOID -> of(UnaryOp.SIGMOID_SLOPE_OF_OUTPUT, y);
            case SOFTPLUS -> x.sigmoid();
            case ERF -> x.square().neg().exp().mul(2 / Math.sqrt(Math.PI));
            case NORMAL_DENSITY -> x.mul(y).neg();
            case NORMAL_LAW, GELU -> of(slopeOfArgument(op), x);
            case ABS -> x.detach().sign();
            case RELU, LEAKY_RELU -> of(UnaryOp.LEAKY_SLOPE_OF_OUTPUT, op == UnaryOp.RELU ? 0 : a, 0, y.detach());
            case ELU -> of(UnaryOp.ELU_SLOPE_OF_OUTPUT, y);
            case GELU_SLOPE ->
                of(UnaryOp.NORMAL_DENSITY, x).mul(x.square().neg().add(2));
            case SWISH -> {
                Tensor s = x.sigmoid();
                yield s.add(y.mul(s.neg().add(1)));
            }
            case CLIP -> of(UnaryOp.INSIDE, a, b, x.detach());
            case SIGN, GREATER, INSIDE, LEAKY_SLOPE_OF_OUTPUT -> Tensor.zeros(x.dtype(), x.dimensions());
            case ELU_SLOPE_OF_OUTPUT -> x.detach().greaterThan(0).neg().add(1);
            case TANH_SLOPE_OF_OUTPUT -> x.mul(-2);
            case SIGMOID_SLOPE_OF_OUTPUT -> x.mul(-2).add(1);
            case SOFTPLUS_SLOPE_OF_OUTPUT -> y.neg().add(1);
        };
    }
}
