package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;

/**
 * A function of rows with trainable parameters, {@code [n, inputs] -> [n, outputs]}, differentiable to any order in its
 * input and its parameters as far as its activations are. Immutable but for the values of its parameters, which
 * networks made by {@link #with} and {@link #frozen} share. Thread-safe while nobody moves the parameters.
 */
public interface Network {
    /**
     * The network's value, {@code [n, inputs] -> [n, outputs]} in the precision of the parameters; row i depends on row
     * i alone.
     */
    Tensor apply(Tensor x);

    /** What is trained. */
    Parameters parameters();

    /** The network of this shape on other parameters of the same layout, whose memory it shares. */
    Network with(Parameters other);

    /**
     * The same network with its parameters as constants: derivatives flow through its input only. Shares the
     * parameters' memory.
     */
    default Network frozen() {
        return with(parameters().frozen());
    }

    /** Size of a row of the input. */
    int inputs();

    /** Size of a row of the output. */
    int outputs();

    /**
     * What {@link SavedNetwork} makes this network again from: its kind, its sizes and a copy of its parameters. Empty
     * for a network of a kind that is made by its own class only.
     */
    default Optional<State> saved() {
        return Optional.empty();
    }
}
