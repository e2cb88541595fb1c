package dev.pushforward.core;

import java.util.Optional;

/**
 * A training under way. Not thread-safe: one thread steps it. {@link #state} and {@link #restore} make it resumable: a
 * training restored to a state goes on bit for bit as the one that was saved.
 */
public interface Training extends AutoCloseable {
    /**
     * One iteration, as the method counts them.
     *
     * @throws DivergenceException if a loss or gradient is not finite; the message names the component, the iteration
     *     and the first bad row
     */
    StepInfo step();

    /** Iterations done so far. */
    long iteration();

    /** Iterations that the settings ask for. */
    long iterations();

    /**
     * The sampler as trained so far, sharing its parameters with this training: later steps change it. With
     * {@link SelfChecks#selected} it is the one selected so far.
     */
    TrainedSampler sampler();

    /**
     * What it knows of its distance from the target; empty for a method that does not check itself, or was not asked
     * to.
     */
    default Optional<SelfChecks> checks() {
        return Optional.empty();
    }

    /** A copy of all that the next step depends on. */
    State state();

    /**
     * Puts this training where a saved one was.
     *
     * @throws IllegalArgumentException if the state is of another method or shape
     */
    void restore(State state);

    /** Frees what the training holds. */
    @Override
    void close();
}
