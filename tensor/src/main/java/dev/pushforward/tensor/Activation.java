package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.UnaryOp;

/** The non-linearities of networks. */
public enum Activation {
    /** x. */
    IDENTITY(null, null, 0),
    /** max(x, 0). */
    RELU(UnaryOp.RELU, UnaryOp.LEAKY_SLOPE_OF_OUTPUT, 0),
    /** x where positive, 0.2 x elsewhere. */
    LEAKY_RELU(UnaryOp.LEAKY_RELU, UnaryOp.LEAKY_SLOPE_OF_OUTPUT, 0.2),
    /** x where positive, e^x - 1 elsewhere. */
    ELU(UnaryOp.ELU, UnaryOp.ELU_SLOPE_OF_OUTPUT, 0),
    /** Hyperbolic tangent. */
    TANH(UnaryOp.TANH, UnaryOp.TANH_SLOPE_OF_OUTPUT, 0),
    /** 1 / (1 + e^-x). */
    SIGMOID(UnaryOp.SIGMOID, UnaryOp.SIGMOID_SLOPE_OF_OUTPUT, 0),
    /** ln(1 + e^x). */
    SOFTPLUS(UnaryOp.SOFTPLUS, UnaryOp.SOFTPLUS_SLOPE_OF_OUTPUT, 0),
    /** x Phi(x), exact. */
    GELU(UnaryOp.GELU, null, 0),
    /** x sigmoid(x). */
    SWISH(UnaryOp.SWISH, null, 0);

    private final UnaryOp value;
    private final UnaryOp slopeOfOutput;
    private final double parameter;

    Activation(UnaryOp value, UnaryOp slopeOfOutput, double parameter) {
        this.value = value;
        this.slopeOfOutput = slopeOfOutput;
        this.parameter = parameter;
    }

    /** Applied to every element. */
    public Tensor apply(Tensor x) {
        return this == IDENTITY ? x : Elementwise.of(value, parameter, 0, x);
    }

    /** The function itself; null for the identity. */
    UnaryOp value() {
        return value;
    }

    /** The derivative as a function of the value, which saves keeping the argument; null where there is none. */
    UnaryOp slopeOfOutput() {
        return slopeOfOutput;
    }

    double parameter() {
        return parameter;
    }
}
