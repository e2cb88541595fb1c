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
 * @param stuck draws left where the density is 0, because no proposal from there reached a point of positive density:
 *     neither the acceptance rate nor an adaptation counts them. 0 for kernels that accept always
 * @param undefined proposals, of those after the adaptation, that were rejected because the log density, or a score
 *     that the kernel uses, is NaN there
 */
public record Correction(
        Draws draws,
        OptionalDouble acceptanceRate,
        double stepSize,
        long densityEvaluations,
        long scoreEvaluations,
        int stuck,
        long undefined) {
    /** Of a kernel for which every draw could move, and every proposal had a density. */
    public Correction(
            Draws draws,
            OptionalDouble acceptanceRate,
            double stepSize,
            long densityEvaluations,
            long scoreEvaluations) {
        this(draws, acceptanceRate, stepSize, densityEvaluations, scoreEvaluations, 0, 0);
    }

    /** Nothing is null. */
    public Correction {
        Objects.requireNonNull(draws, "draws");
        Objects.requireNonNull(acceptanceRate, "acceptanceRate: OptionalDouble.empty() for kernels that accept always");
    }
}
