package dev.pushforward.core;

import dev.pushforward.tensor.Tensor;

/**
 * A target over the parameters of a model of observations, some of which are held out: draws from it predict them, and
 * how well they do can be measured.
 */
public interface PredictiveTarget extends Target {
    /** Number of held-out observations, at least 1. */
    int heldOut();

    /**
     * Log probability that the model gives to what was observed, in nats, for held-out observations {@code from}
     * (included) to {@code to} (excluded).
     *
     * @param x parameters {@code [n, d]}, either precision; not written to
     * @return {@code [n, to - from]} in the precision of {@code x}
     */
    Tensor logPredictive(Tensor x, int from, int to);
}
