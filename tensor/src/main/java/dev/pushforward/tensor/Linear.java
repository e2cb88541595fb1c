package dev.pushforward.tensor;

import java.util.function.UnaryOperator;

/**
 * A linear map of one tensor, such as a sum or a slice: its derivative along v is the map of v, and its pullback is the
 * adjoint.
 */
final class Linear extends Primitive {
    private final UnaryOperator<Tensor> map;
    private final UnaryOperator<Tensor> adjoint;

    private Linear(Tensor x, UnaryOperator<Tensor> map, UnaryOperator<Tensor> adjoint) {
        super(x);
        this.map = map;
        this.adjoint = adjoint;
    }

    /** {@code out}, the value of the map at {@code x}, recorded. */
    static Tensor of(Tensor out, Tensor x, UnaryOperator<Tensor> map, UnaryOperator<Tensor> adjoint) {
        return out.from(new Linear(x, map, adjoint));
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        into.add(0, adjoint.apply(g));
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        return map.apply(v[0]);
    }
}
