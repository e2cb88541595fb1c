package dev.pushforward.core;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a corrector did.
 *
 * @param draws the moved draws
 * @param acceptanceRate mean acceptance probability over chains and steps; empty for kernels that accept always
 * @param stepSize the step size at the end, after any adaptation
 * @param densityEvaluations log density evaluations, counted per chain (a batch of n counts n)
 * @param scoreEvaluations score evaluations, counted per chain
 */
public record Correction(Draws draws, OptionalDouble acceptanceRate, double stepSize, long densityEvaluations, long scoreEvaluations) {
    /** Nothing is null. */
    public Correction {
        Objects.requireNonNull(draws, "draws");
        Objects.requireNonNull(acceptanceRate, "acceptanceRate: OptionalDouble.empty() for kernels that accept always");
    }
}
