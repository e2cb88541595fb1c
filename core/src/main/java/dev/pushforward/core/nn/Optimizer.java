package dev.pushforward.core.nn;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.State;
import dev.pushforward.tensor.parallel.Workers;

/** Changes parameters along their gradient, in place. One optimiser serves one set of parameters; not thread-safe. */
public interface Optimizer {
    /**
     * One step downhill.
     *
     * @param gradient of the parameters' layout
     * @param workers share out the elements, which changes no bit
     * @throws DivergenceException if an element of the gradient is not finite; names the first such parameter. No
     *     parameter becomes so, some have moved
     */
    void step(Parameters gradient, Workers workers);

    /** A copy of moments and step count. */
    State state();

    /** Takes a saved state. */
    void restore(State state);
}
