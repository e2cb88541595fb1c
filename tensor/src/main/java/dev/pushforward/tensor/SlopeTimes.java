package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.UnaryOp;

/**
 * {@code g slope(y)} in one pass: an incoming derivative times the slope of a function, written as one of the
 * function's value or of its argument.
 */
final class SlopeTimes extends Primitive {
    private final UnaryOp slope;
    private final double a;
    private final Slope rate = new Slope();

    private SlopeTimes(UnaryOp slope, double a, Tensor g, Tensor y) {
        super(g, y);
        this.slope = slope;
        this.a = a;
    }

    static Tensor of(UnaryOp slope, double a, Tensor g, Tensor y) {
        Tensor out = Tensor.uninitialised(g.dtype(), g.dimensions());
        g.kernels().times(slope, a, 0, g.address(), y.address(), out.address(), g.length());
        return out.from(new SlopeTimes(slope, a, g, y));
    }

    @Override
    void pullback(Tensor u, Cotangents into) {
        if (into.wants(0)) {
            into.add(0, of(slope, a, u, input(1)));
        }
        if (into.wants(1)) {
            into.add(1, u.mul(input(0)).mul(rate()));
        }
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        Tensor first = v[0] == null ? null : of(slope, a, v[0], input(1));
        Tensor second = v[1] == null ? null : v[1].mul(input(0)).mul(rate());
        return Gradient.sum(first, second);
    }

    /** d slope / d y. */
    private Tensor rate() {
        return rate.get(() -> Elementwise.derivative(slope, a, 0, input(1), Elementwise.of(slope, a, 0, input(1))));
    }
}
