package dev.pushforward.core.dynamics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * Weighted points of a target in R^d, its log Z with a standard error, its location and its shape, by adaptive
 * annealed sequential Monte Carlo that chooses its start by itself.
 *
 * <p>First the start {@code N(0, s^2 I)} is widened, by short runs, until the target fits into it. A run from there
 * surveys all modes within reach, but crosses funnels badly and takes many temperatures. A second run starts from the
 * middle of what the first has found, which suits funnels and narrow targets. It is dropped if it misses mass that the
 * first has shown, in log Z or beyond its points. The one that is left is repeated, from another start (wider, or the
 * middle of the last points) and with more effort, until two successive runs agree, the last within the tolerance, or
 * the budget allows no more. What is here is the last run.
 *
 * <p>Cost: {@link #evaluations}, at most the budget per particle (and at least two runs). Randomness: all from the key;
 * the same key gives the same bits for any number of threads. Precision: points and evaluations in that of the
 * {@link Compute}; weights and log Z in double. The tensors are in memory of their own.
 *
 * <p>The weights follow from unbiased estimates of Z (Del Moral, Doucet and Jasra 2006,
 * doi:10.1111/j.1467-9868.2006.00553.x) up to a bias of order 1/n by adaptation (Beskos et al. 2016, arXiv:1306.6462).
 *
 * @param draws points {@code [n, d]} with log weights, of which the mean of the exponentials estimates Z
 * @param mean weighted mean of the points, {@code [1, d]}, float64
 * @param covariance weighted covariance, {@code [d, d]}, float64
 * @param runs what each run found, the one that gave the draws last
 * @param agreement what the last two runs say of each other
 * @param evaluations of the target, log density and score together, over all particles and runs
 */
public record AnnealedParticles(
        Draws draws, Tensor mean, Tensor covariance, List<Run> runs, Agreement agreement, long evaluations) {
    /**
     * One run.
     *
     * @param start the distribution that it started from
     * @param temperatures number of distributions on its path, the target included
     * @param evaluations of the target, over all particles
     * @param evidence its estimate of log Z
     */
    public record Run(String start, int temperatures, long evaluations, LogEvidence evidence) {}

    /** What two runs from different starts say of each other. */
    public enum Agreement {
        /** Their estimates of log Z differ by at most two standard errors, which are small. */
        AGREE,
        /** They differ by more: at least one of them misses mass. */
        DISAGREE,
        /** Their standard errors are too large to tell. */
        UNKNOWN
    }

    /** Copies the list. */
    public AnnealedParticles {
        runs = List.copyOf(runs);
    }

    /**
     * Of a target.
     *
     * @param target in R^d; the whole of it is evaluated, not minibatches
     * @throws IllegalArgumentException if the target does not live in R^d
     * @throws DivergenceException if its log density or score is not finite at all points of a start, if no start is
     *     wide enough, or if a run takes too many temperatures
     */
    public static AnnealedParticles of(
            DensityTarget target, AnnealingSettings settings, RandomStream random, Compute compute) {
        Euclidean.require(target, "an annealing from a normal distribution");
        return new AnnealingSearch(target, settings, random, compute).result();
    }

    /** The estimate of log Z, by the last run. */
    public LogEvidence evidence() {
        return runs.getLast().evidence();
    }

    /** The result in one sentence, for a report. */
    public String summary() {
        LogEvidence last = evidence();
        LogEvidence other = runs.get(runs.size() - 2).evidence();
        String estimate =
                String.format(Locale.ROOT, "log Z = %.3f, standard error %.2g", last.value(), last.standardError());
        String second = String.format(Locale.ROOT, "%.3f (%.2g)", other.value(), other.standardError());
        return switch (agreement) {
            case AGREE -> estimate + "; a run from another start agrees: " + second;
            case DISAGREE ->
                estimate + "; a run from another start disagrees: " + second
                        + ". One of them misses mass, and perhaps both; a larger budget may tell";
            case UNKNOWN ->
                estimate + "; a run from another start gave " + second
                        + ". These errors are too large to tell whether mass is missed; more particles or a larger"
                        + " budget may tell";
        };
    }
}
