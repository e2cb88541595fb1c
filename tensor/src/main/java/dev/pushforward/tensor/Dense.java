package dev.pushforward.tensor;

/**
 * A layer {@code y = activation(x W + b)} whose bias and activation are applied in place over the matrix product. Only
 * for activations whose slope is a function of their value: then the argument need not be kept. Others are a layer with
 * the identity, then the activation.
 */
final class Dense extends Primitive {
    private final Activation activation;
    private Tensor y;
    private final Slope slope = new Slope();

    private Dense(Tensor x, Tensor w, Tensor b, Activation activation) {
        super(x, w, b);
        this.activation = activation;
    }

    static Tensor of(Tensor x, Tensor w, Tensor b, Activation activation) {
        if (x.rank() != 2
                || w.rank() != 2
                || b.rank() != 1
                || x.size(1) != w.size(0)
                || w.size(1) != b.size(0)
                || x.dtype() != w.dtype()
                || x.dtype() != b.dtype()) {
            throw new IllegalArgumentException("layer of input " + x.dtype() + x.shapeText() + ", weights " + w.dtype()
                    + w.shapeText() + ", biases " + b.dtype() + b.shapeText()
                    + ": [n, in], [in, out], [out] of one precision are needed");
        }
        if (activation != Activation.IDENTITY && activation.slopeOfOutput() == null) {
            return activation.apply(of(x, w, b, Activation.IDENTITY));
        }
        Tensor out = Tensor.uninitialised(x.dtype(), x.size(0), w.size(1));
        MatMul.multiply(false, false, x, w, 0, out.address());
        if (activation == Activation.IDENTITY) {
            x.kernels().addBias(out.address(), b.address(), out.size(0), out.size(1));
        } else {
            x.kernels()
                    .biasActivate(
                            activation.value(),
                            activation.parameter(),
                            out.address(),
                            b.address(),
                            out.address(),
                            out.size(0),
                            out.size(1));
        }
        var self = new Dense(x, w, b, activation);
        self.y = out.from(self);
        return self.y;
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        Accumulator biases = into.accumulator(2);
        boolean inOnePass = biases != null && activation != Activation.IDENTITY && !slope.isThere();
        Tensor delta = inOnePass ? deltaAndSum(g, into, biases) : delta(g);
        if (into.wants(0)) {
            MatMul.product(0, into, false, true, delta, input(1));
        }
        if (into.wants(1)) {
            MatMul.product(1, into, true, false, input(0), delta);
        }
        if (biases == null) {
            if (into.wants(2)) {
                into.give(2, delta.sum(0));
            }
        } else if (!inOnePass) {
            delta.kernels().sum(delta.address(), 1, delta.size(0), delta.size(1), biases.beta(), biases.address());
        }
    }

    /** {@code dL/d(x W + b)}. */
    private Tensor delta(Tensor g) {
        return activation == Activation.IDENTITY
                ? g
                : slope.isThere()
                        ? g.mul(slope.get(this::slope))
                        : SlopeTimes.of(activation.slopeOfOutput(), activation.parameter(), g, y);
    }

    /**
     * The same where nobody differentiates it again: over g if that is free, and with its sum over the rows, which is
     * the biases' derivative.
     */
    private Tensor deltaAndSum(Tensor g, Cotangents into, Accumulator biases) {
        Tensor delta = into.ownsG() ? g : Tensor.uninitialised(g.dtype(), g.dimensions());
        g.kernels()
                .timesAndSum(
                        activation.slopeOfOutput(),
                        activation.parameter(),
                        g.address(),
                        y.address(),
                        delta.address(),
                        g.size(0),
                        g.size(1),
                        biases.beta(),
                        biases.address());
        return delta;
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        Tensor through = v[0] == null ? null : v[0].matmul(input(1));
        Tensor weights = v[1] == null ? null : input(0).matmul(v[1]);
        Tensor biases = v[2] == null ? null : v[2].broadcastTo(y.dimensions());
        Tensor h = Gradient.sum(Gradient.sum(through, weights), biases);
        if (activation == Activation.IDENTITY) {
            return h;
        }
        return h.mul(slope.get(this::slope));
    }

    private Tensor slope() {
        return Elementwise.of(activation.slopeOfOutput(), activation.parameter(), 0, y);
    }
}
