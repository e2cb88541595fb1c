package dev.pushforward.core;

/**
 * How often a target was evaluated, per point: a batch of n counts n. What is asked for is counted, not what the target
 * does inside: {@link DensityTarget#logDensity} is one log density, {@link DensityTarget#score} one score, and
 * {@link DensityTarget#evaluate} one of each. A minibatch of a target counts as the target does, one per point, however
 * many observations it takes.
 *
 * @param densities log densities
 * @param scores gradients of the log density: scores that were asked for, and log densities at tracked points, which
 *     are differentiated
 * @param differentiated those of the scores that were recorded to be differentiated in turn, as for the gradient of a
 *     loss of scores
 */
public record EvaluationCounts(long densities, long scores, long differentiated) {
    /** Not at all. */
    public static final EvaluationCounts NONE = new EvaluationCounts(0, 0, 0);

    /** These and those. */
    public EvaluationCounts plus(EvaluationCounts other) {
        return new EvaluationCounts(
                densities + other.densities, scores + other.scores, differentiated + other.differentiated);
    }

    /** These without those. */
    public EvaluationCounts minus(EvaluationCounts other) {
        return new EvaluationCounts(
                densities - other.densities, scores - other.scores, differentiated - other.differentiated);
    }
}
