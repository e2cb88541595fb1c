package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Points with, where a method gives them, log weights. The owner of the tensors is whoever made them; {@link #kept()}
 * gives draws that outlive the scope they were made in.
 *
 * <p>Log weights keep a promise. For a density {@code exp(log q)} as {@link DensityTarget#logDensity} gives it, with
 * the integral Z, each pair (x, l) of a draw and its log weight has {@code E[exp(l) f(x)] = Z E_q[f]} for any f. So the
 * mean of {@code exp(l)} is an unbiased estimate of Z, the mean of l is at most {@code log Z}, and means that are
 * self-normalised, with the weights {@code exp(l_i) / sum_j exp(l_j)}, tend to those of the target. Without a constant
 * of l the first two are wrong, and self-normalised means do not show it. A log weight of -infinity is that of a draw
 * that does not count; NaN and +infinity are none.
 *
 * @param points {@code [n, d]}
 * @param logWeights log weights {@code [n]} in nats, or empty for equally weighted draws, which know nothing of Z
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

    /**
     * The self-normalised weights {@code exp(l_i) / sum_j exp(l_j)}: n numbers that sum to 1, all {@code 1/n} of
     * equally weighted draws. In double and relative to the largest, so log weights of any size will do.
     *
     * @throws IllegalArgumentException if a log weight is NaN or +infinity, whose row is named, or if all are -infinity
     */
    public double[] normalizedWeights() {
        double[] weights = relativeWeights();
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * How many equally weighted draws these are worth, {@code (sum w)^2 / sum w^2} (Kong 1992, A note on importance
     * sampling using standardized weights, technical report 348, University of Chicago): n of equally weighted ones, 1
     * where one has all the weight. It is an estimate too, and too large where the draws have missed what would weigh
     * most.
     *
     * @throws IllegalArgumentException as {@link #normalizedWeights}
     */
    public double effectiveSampleSize() {
        double sum = 0;
        double squares = 0;
        for (double w : relativeWeights()) {
            sum += w;
            squares += w * w;
        }
        return count() == 0 ? 0 : sum * sum / squares;
    }

    /**
     * Equally weighted draws, rows of these in their order, each as often as its weight says: by
     * {@link SystematicResampling}.
     *
     * @param n how many, 0 or more
     * @param random the key of the one random number that it takes
     * @return in memory of the caller's open scope
     * @throws IllegalArgumentException as {@link #normalizedWeights}, or if there are no draws to choose from
     */
    public Draws resampled(int n, RandomStream random) {
        if (count() == 0 && n > 0) {
            throw new IllegalArgumentException("there are no draws to resample " + n + " from");
        }
        double[] weights = relativeWeights();
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        var resampling = new SystematicResampling(sum, n, random);
        int[] rows = new int[n];
        int taken = 0;
        for (int i = 0; i < weights.length; i++) {
            int to = taken + Math.toIntExact(resampling.copies(weights[i]));
            Arrays.fill(rows, taken, to, i);
            taken = to;
        }
        return of(points.gather(rows));
    }

    /** In units of the largest. */
    private double[] relativeWeights() {
        double[] logs = logWeights.map(Tensor::toDoubleArray).orElseGet(() -> new double[count()]);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            if (!(logs[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the log weight in row " + i + " is " + logs[i]
                        + ": must be finite, or -infinity for a draw that does not count");
            }
            largest = Math.max(largest, logs[i]);
        }
        if (logs.length > 0 && largest == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("all " + logs.length + " log weights are -infinity: no draw counts");
        }
        double[] weights = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            weights[i] = Math.exp(logs[i] - largest);
        }
        return weights;
    }
}
