package dev.pushforward.core.nn;

import dev.pushforward.tensor.DType;
import java.util.random.RandomGenerator;

/**
 * The shape of a {@link ResidualNetwork} between an input and an output that others fix. Its last layer is drawn as the
 * others are: a generator or a critic that is 0 everywhere has nothing to start from.
 *
 * @param blocks number of blocks, 0 or more
 * @param width h, at least 1
 * @param initialization of weights and biases
 */
public record ResidualSettings(int blocks, int width, Initialization initialization) implements NetworkSettings {
    /** Checks the sizes. */
    public ResidualSettings {
        if (blocks < 0 || width < 1) {
            throw new IllegalArgumentException(
                    "blocks = " + blocks + ": must be at least 0; width = " + width + ": must be at least 1");
        }
    }

    @Override
    public ResidualNetwork create(int inputs, int outputs, DType dtype, RandomGenerator random) {
        return ResidualNetwork.drawn(inputs, outputs, blocks, width, initialization, dtype, random);
    }
}
