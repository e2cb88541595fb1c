package dev.pushforward.core.nn;

import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A network for each of the times {@code 0, ..., K}, which share all but a learned embedding of the time, e(k):
 * {@code [n, in] -> [n, out]}. It is a {@link ResidualNetwork} each of whose blocks adds {@code V e(k) + c} to its
 * first bias. A fresh network is 0 everywhere. (Doucet, Grathwohl, Matthews and Strathmann 2022, arXiv:2208.07698,
 * appendix E.2.)
 */
public final class TimeEmbeddedNetwork {
    private final Parameters parameters;
    private final ResidualBlocks blocks;
    private final Tensor embedding;

    private TimeEmbeddedNetwork(Parameters parameters, int count) {
        this.parameters = parameters;
        this.blocks = new ResidualBlocks(parameters, count);
        this.embedding = parameters.get("embedding");
    }

    /**
     * A network with fresh parameters; the embedding starts at standard normal numbers.
     *
     * @param times K + 1, at least 1
     * @param embedding size of e(k), at least 1
     * @param blocks number of blocks, 0 or more
     * @param width of the rows between blocks, at least 1
     * @param random consumed in the order of the layers
     */
    public static TimeEmbeddedNetwork create(
            int inputs,
            int outputs,
            int times,
            int embedding,
            int blocks,
            int width,
            Initialization initialization,
            DType dtype,
            RandomGenerator random) {
        if (times < 1 || embedding < 1) {
            throw new IllegalArgumentException(
                    "times = " + times + ", embedding = " + embedding + ": must be at least 1");
        }
        Map<String, Tensor> initial = new LinkedHashMap<>();
        initial.put("embedding", Tensor.normal(dtype, random, times, embedding));
        for (int b = 1; b <= blocks; b++) {
            ResidualBlocks.addLayer(initial, time(b), embedding, 2 * width, initialization, dtype, random);
        }
        ResidualBlocks.addInitial(initial, inputs, outputs, blocks, width, initialization, dtype, random);
        var network = new TimeEmbeddedNetwork(new Parameters(initial), blocks);
        network.blocks.startAtZero();
        return network;
    }

    private static String time(int block) {
        return "block-" + block + "-time";
    }

    /** The value at time k, {@code [n, in] -> [n, out]}. */
    public Tensor apply(int k, Tensor x) {
        Objects.checkIndex(k, times());
        Tensor e = embedding.slice(0, k, k + 1);
        return blocks.apply(x, b -> {
            Tensor own = e.dense(
                    parameters.get(time(b) + "-weights"), parameters.get(time(b) + "-biases"), Activation.IDENTITY);
            return blocks.bias(b).add(own.squeeze(0));
        });
    }

    /** The network at time k, whose parameters are those of all times. */
    public Network at(int k) {
        Objects.checkIndex(k, times());
        return new AtTime(this, k);
    }

    private record AtTime(TimeEmbeddedNetwork all, int k) implements Network {
        @Override
        public Tensor apply(Tensor x) {
            return all.apply(k, x);
        }

        @Override
        public Parameters parameters() {
            return all.parameters;
        }

        @Override
        public Network with(Parameters other) {
            return new AtTime(all.with(other), k);
        }

        @Override
        public int inputs() {
            return all.inputs();
        }

        @Override
        public int outputs() {
            return all.outputs();
        }
    }

    /** What is trained. */
    public Parameters parameters() {
        return parameters;
    }

    /** The network of this shape on other parameters of the same layout, whose memory it shares. */
    public TimeEmbeddedNetwork with(Parameters other) {
        return new TimeEmbeddedNetwork(other, blocks.count());
    }

    /** The same network with its parameters as constants. */
    public TimeEmbeddedNetwork frozen() {
        return with(parameters.frozen());
    }

    /** Number of times, K + 1. */
    public int times() {
        return embedding.size(0);
    }

    /** Size of a row of the input. */
    public int inputs() {
        return blocks.inputs();
    }

    /** Size of a row of the output. */
    public int outputs() {
        return blocks.outputs();
    }
}
