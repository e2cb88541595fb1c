package dev.pushforward.samplers.fisher;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A loss whose minimiser over functions s is the score of the law that the points come from, or of that law smoothed.
 * Immutable.
 */
public sealed interface ScoreMatchingLoss permits ExactScoreMatching, SlicedScoreMatching, DenoisingScoreMatching {
    /**
     * The loss of each point.
     *
     * @param s the score estimate, {@code [n, d] -> [n, d]}, recorded
     * @param x points {@code [n, d]}, constants
     * @param random noise or slices
     * @return {@code [n]}, differentiable in the parameters of s
     */
    Tensor perRow(UnaryOperator<Tensor> s, Tensor x, RandomStream random);

    /** What messages call it. */
    String displayName();

    /** Standard deviation of the smoothing that is estimated along; 0 for none. */
    double smoothing();
}
