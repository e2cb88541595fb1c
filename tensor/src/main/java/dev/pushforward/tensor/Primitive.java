package dev.pushforward.tensor;

/**
 * One recorded operation {@code y = f(inputs)}, with both derivatives written in tensor operations: what they compute
 * is recorded in turn, so derivatives of any order exist.
 */
abstract class Primitive {
    private final Tensor[] inputs;

    Primitive(Tensor... inputs) {
        this.inputs = inputs;
    }

    final int arity() {
        return inputs.length;
    }

    final Tensor input(int i) {
        return inputs[i];
    }

    /** One more than that of its deepest input. */
    final int depth() {
        int deepest = 0;
        for (Tensor input : inputs) {
            deepest = Math.max(deepest, input.depth());
        }
        return deepest + 1;
    }

    /**
     * Vector-Jacobian product: given {@code g = dL/dy}, adds {@code dL/dx_i} for every input that {@code into} wants.
     */
    abstract void pullback(Tensor g, Cotangents into);

    /**
     * Jacobian-vector product: the derivative of y along tangents {@code v[i]} of the inputs; null stands for 0, and at
     * least one is not.
     */
    abstract Tensor pushforward(Tensor[] v);

    /** Where a pullback leaves its results. */
    interface Cotangents {
        /** Whether the derivative with respect to input i is needed. */
        boolean wants(int i);

        /** Adds a contribution to the derivative with respect to input i. */
        void add(int i, Tensor contribution);

        /** {@link #add} of a tensor made for this, that nobody else holds: the sweep may write to it. */
        void give(int i, Tensor contribution);

        /** Where contributions of input i may be added in place instead, or null where they must be handed over. */
        Accumulator accumulator(int i);

        /**
         * Whether g was given to the sweep and serves this pullback alone, which may then write to it; nothing is
         * recorded.
         */
        boolean ownsG();
    }
}
