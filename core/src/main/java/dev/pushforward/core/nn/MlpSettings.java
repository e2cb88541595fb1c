package dev.pushforward.core.nn;

import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The shape of a network between an input and an output that others fix.
 *
 * @param hidden widths of the hidden layers, none for an affine map
 * @param activation between layers
 * @param initialization of weights and biases
 */
public record MlpSettings(List<Integer> hidden, Activation activation, Initialization initialization)
        implements NetworkSettings {
    /** Copies the list. */
    public MlpSettings {
        hidden = List.copyOf(hidden);
    }

    @Override
    public Mlp create(int inputs, int outputs, DType dtype, RandomGenerator random) {
        var widths = new ArrayList<Integer>();
        widths.add(inputs);
        widths.addAll(hidden);
        widths.add(outputs);
        return Mlp.create(widths, activation, initialization, dtype, random);
    }
}
