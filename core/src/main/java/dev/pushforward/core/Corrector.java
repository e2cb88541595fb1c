package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;

/** A few Markov chain Monte Carlo steps on a batch of draws, all chains in parallel. Immutable and thread-safe. */
public interface Corrector {
    /**
     * Moves each draw by a kernel that leaves the target invariant (or nearly, where the method documents it). A long
     * correction counts what it has done by a {@link dev.pushforward.tensor.parallel.Workload}.
     *
     * <p>A draw where the density is 0 must not count in an adaptation or in the acceptance rate; where it cannot
     * leave that place it is counted in {@link Correction#stuck}. A log density of NaN or +infinity is never a reason
     * to accept.
     *
     * @param target the density to correct towards
     * @param draws starting points; not written to
     * @param random the only source of randomness
     * @throws IllegalArgumentException if the method cannot move points of the target's space
     * @throws DivergenceException if a kernel that asks for the log density meets NaN or +infinity at a draw, or
     *     +infinity at a proposal; the row and the point are named
     */
    Correction correct(DensityTarget target, Draws draws, RandomStream random);
}
