package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import java.util.Optional;

/**
 * A method that trains a sampler: its settings, ready to be started on any target it supports. Immutable and
 * thread-safe.
 */
public interface ImplicitSampler {
    /**
     * Begins a training at iteration 0. Nothing is evaluated yet.
     *
     * @param target what to learn to draw from; the caller keeps it alive
     * @param random the key of all randomness of this training: the same key gives the same training, bit for bit, for
     *     any number of threads
     * @throws IllegalArgumentException if the target lacks a capability that the method needs
     */
    Training start(Target target, RandomStream random);

    /**
     * Whether its draws carry log weights, as {@link Draws} has them: known before anything is trained, so that a
     * metric which needs weights is refused at once.
     */
    default boolean weighted() {
        return false;
    }

    /**
     * Makes a trained sampler of this method again.
     *
     * @param saved its {@link TrainedSampler#saved} state
     * @return the sampler, which draws the same bits as the one that was saved; empty, as here, where all samplers of
     *     this method are of kinds that {@link dev.pushforward.core.generator.SavedSampler} knows
     * @throws IllegalArgumentException if the state is of something else
     */
    default Optional<TrainedSampler> load(State saved) {
        return Optional.empty();
    }
}
