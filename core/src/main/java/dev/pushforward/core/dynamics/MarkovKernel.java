package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * How a Markov chain Monte Carlo method proposes: from the present states of many chains, new points and the log of the
 * Metropolis-Hastings ratio. This is all that a method of one's own writes: {@link Transitions} makes the test and
 * counts, {@link StepSize} adapts, and the correctors module runs it on draws. Chains must not depend on each other.
 * Immutable and thread-safe; {@code DynamicsContract} of the test kit tries one.
 */
public interface MarkovKernel {
    /**
     * One proposal per chain. Nothing is recorded, and {@code now} is not written to. The states at new points come
     * from {@link ChainStates#at}.
     *
     * @param target unnormalised density
     * @param now present states
     * @param stepSize the method's step size, above 0
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

    /** Whether proposals stay on this space, and the ratio is right there: R^d, unless the kernel says otherwise. */
    default boolean movesOn(Space space) {
        return space instanceof Euclidean;
    }

    /** What messages call it: its class. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * New states and how good they are.
     *
     * @param states proposed states
     * @param logRatio log of the Metropolis-Hastings ratio {@code q(x') K(x | x') / (q(x) K(x' | x))} for the proposal
     *     density K, {@code [n]}; NaN where the density could not be computed, which counts as 0 probability
     */
    record Proposal(ChainStates states, Tensor logRatio) {}
}
