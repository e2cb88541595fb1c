package dev.pushforward.tensor;

/** Matrix product {@code op(A) op(B)}, where op may transpose. */
final class MatMul extends Primitive {
    private final boolean ta;
    private final boolean tb;

    private MatMul(boolean ta, boolean tb, Tensor a, Tensor b) {
        super(a, b);
        this.ta = ta;
        this.tb = tb;
    }

    static Tensor of(boolean ta, boolean tb, Tensor a, Tensor b) {
        if (a.rank() != 2 || b.rank() != 2 || a.size(ta ? 0 : 1) != b.size(tb ? 1 : 0) || a.dtype() != b.dtype()) {
            throw new IllegalArgumentException("matrix product of " + a.dtype() + a.shapeText()
                    + (ta ? " transposed" : "") + " and " + b.dtype() + b.shapeText() + (tb ? " transposed" : "")
                    + ": two matrices of one precision whose inner sizes agree are needed");
        }
        Tensor c = Tensor.uninitialised(a.dtype(), a.size(ta ? 1 : 0), b.size(tb ? 0 : 1));
        multiply(ta, tb, a, b, 0, c.address());
        return c.from(new MatMul(ta, tb, a, b));
    }

    /** {@code C = op(A) op(B) + beta C} at an address. */
    static void multiply(boolean ta, boolean tb, Tensor a, Tensor b, double beta, long c) {
        a.kernels()
                .gemm(
                        ta,
                        tb,
                        a.size(ta ? 1 : 0),
                        b.size(tb ? 0 : 1),
                        a.size(ta ? 0 : 1),
                        a.address(),
                        b.address(),
                        beta,
                        c);
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        Tensor a = input(0);
        Tensor b = input(1);
        if (into.wants(0)) {
            product(0, into, ta ? tb : false, ta || !tb, ta ? b : g, ta ? g : b);
        }
        if (into.wants(1)) {
            product(1, into, tb || !ta, tb ? ta : false, tb ? g : a, tb ? a : g);
        }
    }

    /** Adds a product to the derivative of an input: in place where the sweep has a place for it. */
    static void product(int i, Cotangents into, boolean tx, boolean ty, Tensor x, Tensor y) {
        Accumulator sum = into.accumulator(i);
        if (sum != null) {
            multiply(tx, ty, x, y, sum.beta(), sum.address());
        } else {
            into.give(i, of(tx, ty, x, y));
        }
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        Tensor first = v[0] == null ? null : of(ta, tb, v[0], input(1));
        Tensor second = v[1] == null ? null : of(ta, tb, input(0), v[1]);
        return Gradient.sum(first, second);
    }
}
