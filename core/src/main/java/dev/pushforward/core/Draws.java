package dev.pushforward.core;

import dev.pushforward.tensor.Tensor;
import java.util.Optional;

/**
 * Points with, where a method gives them, log weights. The owner of the tensors is whoever made them; {@link #kept()}
 * gives draws that outlive the scope they were made in.
 *
 * @param points {@code [n, d]}
 * @param logWeights log weights {@code [n]} in nats, unnormalised, or empty for equally weighted draws
 */
public record Draws(Tensor points, Optional<Tensor> logWeights) {
    /** Checks the shapes. */
    public Draws {
        if (points.rank() != 2) {
            throw new IllegalArgumentException("points have shape " + points.shapeText() + ": must be [n, d]");
        }
        logWeights.ifPresent(w -> {
            if (w.rank() != 1 || w.size(0) != points.size(0)) {
                throw new IllegalArgumentException(
                        "log weights have shape " + w.shapeText() + ": must be [" + points.size(0) + "]");
            }
        });
    }

    /** Equally weighted draws. */
    public static Draws of(Tensor points) {
        return new Draws(points, Optional.empty());
    }

    /** Weighted draws. */
    public static Draws weighted(Tensor points, Tensor logWeights) {
        return new Draws(points, Optional.of(logWeights));
    }

    /** Number of draws. */
    public int count() {
        return points.size(0);
    }

    /** Number of coordinates. */
    public int dimension() {
        return points.size(1);
    }

    /** The same draws in memory of their own, outliving any scope. */
    public Draws kept() {
        return new Draws(points.kept(), logWeights.map(Tensor::kept));
    }
}
