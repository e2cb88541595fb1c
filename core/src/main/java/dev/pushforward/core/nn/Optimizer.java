package dev.pushforward.core.nn;

import dev.pushforward.core.State;

/** Changes parameters along their gradient, in place. One optimiser serves one set of parameters; not thread-safe. */
public interface Optimizer {
    /** One step downhill along {@code gradient}, of the parameters' layout. */
    void step(Parameters gradient);

    /** A copy of moments and step count. */
    State state();

    /** Takes a saved state. */
    void restore(State state);
}
