package dev.pushforward.core.nn;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Stateful;
import dev.pushforward.tensor.parallel.Workers;

/**
 * Changes parameters along their gradient, in place. One optimiser serves one set of parameters; not thread-safe. Its
 * state is that of its moments and step count, without the parameters.
 */
public interface Optimizer extends Stateful {
    /**
     * One step downhill.
     *
     * @param gradient of the parameters' layout
     * @param workers share out the elements, which changes no bit
     * @throws DivergenceException if an element of the gradient is not finite; names the first such parameter. No
     *     parameter becomes so, some have moved
     */
    void step(Parameters gradient, Workers workers);
}
