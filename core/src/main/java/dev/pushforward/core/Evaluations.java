package dev.pushforward.core;

/**
 * How often a target was evaluated, per point: a batch of n counts n. A minibatch of a target counts as the target
 * does, one per point, however many observations it takes.
 *
 * @param densities log densities, those that were differentiated for a score among them
 * @param scores gradients of the log density: by the target's own score, or by differentiating the log density
 * @param differentiated those of the scores that were recorded to be differentiated in turn, as for the gradient of a
 *     loss of scores
 */
public record Evaluations(long densities, long scores, long differentiated) {
    /** Not at all. */
    public static final Evaluations NONE = new Evaluations(0, 0, 0);

    /** These and those. */
    public Evaluations plus(Evaluations other) {
        return new Evaluations(
                densities + other.densities, scores + other.scores, differentiated + other.differentiated);
    }

    /** These without those. */
    public Evaluations minus(Evaluations other) {
        return new Evaluations(
                densities - other.densities, scores - other.scores, differentiated - other.differentiated);
    }
}
