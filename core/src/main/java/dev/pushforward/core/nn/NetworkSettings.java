package dev.pushforward.core.nn;

import dev.pushforward.tensor.DType;
import java.util.random.RandomGenerator;

/**
 * The shape of a network between an input and an output that others fix: what a training takes where it needs a
 * network, whatever its kind. A lambda serves for a network of one's own.
 */
@FunctionalInterface
public interface NetworkSettings {
    /**
     * A network of this shape with fresh parameters.
     *
     * @param inputs size of a row of the input, at least 1
     * @param outputs size of a row of the output, at least 1
     * @param dtype precision of the parameters
     * @param random the only source of randomness
     */
    Network create(int inputs, int outputs, DType dtype, RandomGenerator random);
}
