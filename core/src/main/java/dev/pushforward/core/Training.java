package dev.pushforward.core;

import java.util.Optional;

/**
 * A training under way. Not thread-safe: one thread steps it. Its state is all that the next step depends on: a
 * training restored to it goes on bit for bit as the one that was saved.
 * {@link dev.pushforward.core.train.IterativeTraining} is its skeleton.
 */
public interface Training extends Stateful, AutoCloseable {
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

    /** Frees what the training holds. */
    @Override
    void close();
}
