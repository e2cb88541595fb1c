package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;

/** A few Markov chain Monte Carlo steps on a batch of draws, all chains in parallel. Immutable and thread-safe. */
public interface Corrector {
    /**
     * Moves each draw by a kernel that leaves the target invariant (or nearly, where the method documents it). A long
     * correction counts what it has done by a {@link dev.pushforward.tensor.parallel.Workload}.
     *
     * <p>A draw where the density is 0 must not count in an adaptation or in the acceptance rate; where it cannot leave
     * that place it is counted in {@link Correction#stuck}. A log density of NaN or +infinity is never a reason to
     * accept.
     *
     * <p>Weighted draws keep their log weights. A kernel that leaves the target invariant leaves them right: where
     * {@code E[exp(l) f(x)] = Z E_q[f]} holds for all f it holds for where x is moved to, since the kernel does not
     * look at l. Moving mends a draw, not its weight: the effective sample size stays. A method that cannot keep
     * weights refuses weighted draws.
     *
     * @param target the density to correct towards
     * @param draws starting points; not written to
     * @param random the only source of randomness
     * @throws IllegalArgumentException if the method cannot move points of the target's space, or weighted draws
     * @throws DivergenceException if a kernel that asks for the log density meets NaN or +infinity at a draw, or
     *     +infinity at a proposal; the row and the point are named
     */
    Correction correct(DensityTarget target, Draws draws, RandomStream random);
}
