package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;

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
}
