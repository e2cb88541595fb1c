package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A residual network, {@code [n, in] -> [n, out]}: an affine map to the width h, then blocks
 * <pre>
 *   x + W2 swish(W1 swish(layer norm(x)) + b1) + b2,   W1: h -> 2 h,  W2: 2 h -> h,
 * </pre>
 * then an affine map that starts at 0, so that a fresh network is 0 everywhere. (The score network of Doucet,
 * Grathwohl, Matthews and Strathmann 2022, arXiv:2208.07698, appendix E.2, without its embedding of the time: see
 * {@link TimeEmbeddedNetwork}.)
 */
public final class ResidualNetwork implements Network {
    static final String KIND = "residual";
    private static final String BLOCKS = "blocks";

    private final Parameters parameters;
    private final ResidualBlocks blocks;

    private ResidualNetwork(Parameters parameters, int count) {
        this.parameters = parameters;
        this.blocks = new ResidualBlocks(parameters, count);
    }

    /**
     * A network with fresh parameters.
     *
     * @param blocks number of blocks, 0 or more
     * @param width h, at least 1
     * @param random consumed in the order of the layers
     */
    public static ResidualNetwork create(
            int inputs,
            int outputs,
            int blocks,
            int width,
            Initialization initialization,
            DType dtype,
            RandomGenerator random) {
        ResidualNetwork network = drawn(inputs, outputs, blocks, width, initialization, dtype, random);
        network.blocks.startAtZero();
        return network;
    }

    /** A network whose last layer is drawn too. */
    static ResidualNetwork drawn(
            int inputs,
            int outputs,
            int blocks,
            int width,
            Initialization initialization,
            DType dtype,
            RandomGenerator random) {
        Map<String, Tensor> initial = new LinkedHashMap<>();
        ResidualBlocks.addInitial(initial, inputs, outputs, blocks, width, initialization, dtype, random);
        return new ResidualNetwork(new Parameters(initial), blocks);
    }

    @Override
    public Tensor apply(Tensor x) {
        return blocks.apply(x, block -> blocks.bias(block));
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public ResidualNetwork with(Parameters other) {
        return new ResidualNetwork(other, blocks.count());
    }

    @Override
    public int inputs() {
        return blocks.inputs();
    }

    @Override
    public int outputs() {
        return blocks.outputs();
    }

    /**
     * {@code kind=residual}, {@code blocks}, and the parameters, whose shapes are the sizes and whose precision is the
     * network's.
     */
    @Override
    public Optional<State> saved() {
        return Optional.of(State.empty()
                .with(SavedNetwork.KIND, KIND)
                .with(BLOCKS, blocks.count())
                .nested(SavedNetwork.PARAMETERS, parameters.state()));
    }

    /**
     * The network that was saved.
     *
     * @throws IllegalArgumentException if the state is of something else
     */
    static ResidualNetwork load(State saved) {
        State parameters = saved.under(SavedNetwork.PARAMETERS);
        Tensor first = parameters.tensor("first-weights");
        int width = first.size(1);
        long blocks = saved.counter(BLOCKS);
        if (blocks < 0 || blocks > parameters.tensors().size()) {
            throw new IllegalArgumentException("the saved network has " + blocks + " blocks and "
                    + parameters.tensors().size() + " tensors: it is damaged");
        }
        for (int b = 1; b <= blocks; b++) { // before a network of this size is made
            parameters.tensor("block-" + b + "-up-weights", first.dtype(), width, 2 * width);
        }
        ResidualNetwork network = create(
                first.size(0),
                parameters.tensor("last-biases").size(0),
                (int) blocks,
                width,
                Initialization.PYTORCH, // overwritten
                first.dtype(),
                RandomStream.of(0).generator());
        network.parameters.restore(parameters);
        return network;
    }
}
