package dev.pushforward.core;

import dev.pushforward.tensor.Tensor;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link Metric} measures, and what it may see of where that comes from.
 *
 * @param draws what is measured, {@code [n, d]}, weighted or not
 * @param target what they should follow
 * @param reference exact draws of the target, or rows that a data set holds out, independent of {@code draws};
 *     {@code [0, d]} where there are none
 * @param sampler what the draws were drawn from, before any correction; empty of draws that no sampler gave, such as
 *     the exact ones that a {@link Floor} is of
 */
public record Subject(Draws draws, Target target, Draws reference, Optional<TrainedSampler> sampler) {
    /** Nothing is null: what is not there is empty. */
    public Subject {
        Objects.requireNonNull(draws, "draws");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(reference, "reference: draws of shape [0, d] where there are none");
        Objects.requireNonNull(sampler, "sampler: Optional.empty() where there is none");
    }

    /** Draws beside a reference. */
    public static Subject of(Draws draws, Target target, Draws reference) {
        return new Subject(draws, target, reference, Optional.empty());
    }

    /** Draws without a reference. */
    public static Subject of(Draws draws, Target target) {
        return of(draws, target, Draws.of(Tensor.zeros(draws.points().dtype(), 0, draws.dimension())));
    }

    /** Other draws, all else the same. */
    public Subject with(Draws others) {
        return new Subject(others, target, reference, sampler);
    }
}
