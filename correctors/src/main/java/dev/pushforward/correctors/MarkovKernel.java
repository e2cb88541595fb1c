package dev.pushforward.correctors;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * How a Markov chain Monte Carlo method proposes: from the present states of many chains, new points and the log of the
 * Metropolis-Hastings ratio. Immutable; permitted implementations are {@link RandomWalk}, {@link Mala} and {@link Hmc}.
 */
public sealed interface MarkovKernel permits RandomWalk, Mala, Hmc {
    /**
     * One proposal per chain.
     *
     * @param target unnormalised density
     * @param now present states
     * @param stepSize the method's step size
     * @param random the only source of randomness
     */
    Proposal propose(DensityTarget target, ChainStates now, double stepSize, RandomGenerator random);

    /** Whether states carry scores. */
    boolean usesScores();

    /**
     * Evaluations of the target per proposal and chain: each gives a log density, and a score where
     * {@link #usesScores}.
     */
    int evaluations();

    /** The acceptance rate that adaptation steers to, the optimum of the method's scaling theory. */
    double bestAcceptance();

    /**
     * New states and how good they are.
     *
     * @param states proposed states
     * @param logRatio log of the Metropolis-Hastings ratio, {@code [n]}; NaN where the density could not be computed,
     *     which counts as 0 probability
     */
    record Proposal(ChainStates states, Tensor logRatio) {}
}
