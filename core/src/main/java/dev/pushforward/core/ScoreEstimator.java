package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;

/** A method that learns the score of a law from its draws. Immutable and thread-safe. */
public interface ScoreEstimator {
    /** Begins an estimation on a space, with fresh parameters drawn from {@code random}. */
    Estimation start(Space space, RandomStream random);
}
