package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * A sampler of weighted draws that can weigh given points too, as one whose draws are the ends of paths can by running
 * a path backwards. Together with the log weights of its draws that holds the log normaliser from both sides: the mean
 * log weight of its draws is at most {@code log Z}, and the mean reverse log weight of exact draws at least that.
 */
public interface WeighingSampler extends TrainedSampler {
    /**
     * Log weights of points as if this sampler had drawn them. For exact draws x of the target the mean of
     * {@code exp(-w)} is an unbiased estimate of {@code 1/Z}, Z as in {@link Draws}. Where a draw has one density
     * {@code g}, both this and the weight of a draw are {@code log q(x) - log g(x)}.
     *
     * @param x points {@code [n, d]} in the precision of the training; not written to
     * @param random the only source of randomness: the same key gives the same bits, for any number of threads
     * @return {@code [n]} in nats, each finite; in the caller's open scope or else in memory of its own
     */
    Tensor reverseLogWeights(Tensor x, RandomStream random);
}
