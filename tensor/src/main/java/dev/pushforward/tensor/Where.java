package dev.pushforward.tensor;

import java.util.Arrays;

/** {@code mask ? x : y} for each element. */
final class Where extends Primitive {
    private final Tensor mask;

    private Where(Tensor mask, Tensor x, Tensor y) {
        super(x, y);
        this.mask = mask;
    }

    static Tensor of(Tensor mask, Tensor x, Tensor y) {
        int[] shape = x.dimensions();
        if (!Arrays.equals(shape, y.dimensions())
                || !Arrays.equals(shape, mask.dimensions())
                || x.dtype() != y.dtype()
                || x.dtype() != mask.dtype()) {
            throw new IllegalArgumentException("where of " + mask.dtype() + mask.shapeText() + ", " + x.dtype()
                    + x.shapeText() + " and " + y.dtype() + y.shapeText() + ": precision and shape must agree");
        }
        Tensor constant = mask.detach();
        Tensor out = Tensor.uninitialised(x.dtype(), shape);
        out.kernels().select(constant.address(), x.address(), y.address(), out.address(), out.length());
        return out.from(new Where(constant, x, y));
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        Tensor zero = Tensor.zeros(g.dtype(), g.dimensions());
        if (into.wants(0)) {
            into.add(0, of(mask, g, zero));
        }
        if (into.wants(1)) {
            into.add(1, of(mask, zero, g));
        }
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        Tensor zero = Tensor.zeros(mask.dtype(), mask.dimensions());
        return of(mask, v[0] == null ? zero : v[0], v[1] == null ? zero : v[1]);
    }
}
