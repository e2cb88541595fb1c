package dev.pushforward.core.nn;

import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** The layers that {@link ResidualNetwork} and {@link TimeEmbeddedNetwork} share, on parameters of theirs. */
record ResidualBlocks(Parameters parameters, int count) {
    private static final double EPSILON = 1e-5; // of layer norm

    /** Puts fresh weights and biases in, in the order of the layers. */
    static void addInitial(
            Map<String, Tensor> into,
            int inputs,
            int outputs,
            int blocks,
            int width,
            Initialization initialization,
            DType dtype,
            RandomGenerator random) {
        if (inputs < 1 || outputs < 1 || blocks < 0 || width < 1) {
            throw new IllegalArgumentException("inputs = " + inputs + ", outputs = " + outputs + ", blocks = " + blocks
                    + ", width = " + width + ": blocks must be at least 0, the others at least 1");
        }
        addLayer(into, "first", inputs, width, initialization, dtype, random);
        for (int b = 1; b <= blocks; b++) {
            addLayer(into, "block-" + b + "-up", width, 2 * width, initialization, dtype, random);
            addLayer(into, "block-" + b + "-down", 2 * width, width, initialization, dtype, random);
        }
        addLayer(into, "last", width, outputs, initialization, dtype, random);
    }

    /** Sets the last layer to 0, in place: until it is trained the network is 0 everywhere. */
    void startAtZero() {
        TensorMemory.clear(weights("last"));
        TensorMemory.clear(biases("last"));
    }

    static void addLayer(
            Map<String, Tensor> into,
            String layer,
            int in,
            int out,
            Initialization initialization,
            DType dtype,
            RandomGenerator random) {
        into.put(layer + "-weights", initialization.weights(dtype, random, in, out));
        into.put(layer + "-biases", initialization.biases(dtype, random, in, out));
    }

    /**
     * The value at x.
     *
     * @param bias b1 of a block, counted from 1, {@code [2 h]}
     */
    Tensor apply(Tensor x, IntFunction<Tensor> bias) {
        Tensor h = affine(x, "first");
        for (int b = 1; b <= count; b++) {
            Tensor up = Activation.SWISH
                    .apply(h.layerNorm(EPSILON))
                    .dense(weights("block-" + b + "-up"), bias.apply(b), Activation.IDENTITY);
            h = h.add(affine(Activation.SWISH.apply(up), "block-" + b + "-down"));
        }
        return affine(h, "last");
    }

    /** b1 of a block, counted from 1. */
    Tensor bias(int block) {
        return biases("block-" + block + "-up");
    }

    int inputs() {
        return weights("first").size(0);
    }

    int outputs() {
        return biases("last").size(0);
    }

    private Tensor affine(Tensor x, String layer) {
        return x.dense(weights(layer), biases(layer), Activation.IDENTITY);
    }

    private Tensor weights(String layer) {
        return parameters.get(layer + "-weights");
    }

    private Tensor biases(String layer) {
        return parameters.get(layer + "-biases");
    }
}
