package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;

/** A few Markov chain Monte Carlo steps on a batch of draws, all chains in parallel. Immutable and thread-safe. */
public interface Corrector {
    /**
     * Moves each draw by a kernel that leaves the target invariant (or nearly, where the method documents it).
     *
     * @param target the density to correct towards
     * @param draws starting points; not written to
     * @param random the only source of randomness
     * @throws IllegalArgumentException if the method cannot move points of the target's space
     */
    Correction correct(DensityTarget target, Draws draws, RandomStream random);
}
