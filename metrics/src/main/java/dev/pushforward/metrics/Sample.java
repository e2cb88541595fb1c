package dev.pushforward.metrics;

import dev.pushforward.core.Draws;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;

/**
 * Checked points with weights that sum to 1.
 *
 * @param x points {@code [n, d]}
 * @param weights n numbers
 */
record Sample(Tensor x, double[] weights) {
    /** Equal weights, or the self-normalised ones of weighted draws. */
    static Sample of(String what, Draws draws) {
        Tensor x = draws.points();
        int n = draws.count();
        if (n == 0) {
            throw new IllegalArgumentException("there are no " + what + ": at least one is needed");
        }
        x.firstNonFiniteRow().ifPresent(i -> {
            throw new IllegalArgumentException(
                    "row " + i + " of the " + what + " is not finite: " + x.slice(0, i, i + 1));
        });
        try {
            return new Sample(x, draws.normalizedWeights());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    int count() {
        return weights.length;
    }

    /** {@code sum w_i^2}: 1/n for equal weights. */
    double squaredWeights() {
        double sum = 0;
        for (double w : weights) {
            sum += w * w;
        }
        return sum;
    }

    /**
     * {@code sum w_i w_j} over the pairs of different points, which a U-statistic is divided by: 1 - 1/n for equal
     * weights. Added up: where one draw has nearly all the weight, 1 less the squares is nothing but rounding.
     *
     * @param what the points are, for the message
     * @throws IllegalArgumentException if no pair has weight
     */
    double pairWeights(String what) {
        double after = 0;
        double sum = 0;
        for (int i = weights.length - 1; i >= 0; i--) {
            sum += 2 * weights[i] * after;
            after += weights[i];
        }
        if (sum == 0) {
            throw new IllegalArgumentException("a U-statistic needs two " + what
                    + " of some weight, and one has it all: take the V-statistic, or weights that differ less");
        }
        return sum;
    }

    /** The weighted mean. */
    double[] mean() {
        int d = x.size(1);
        double[] mean = new double[d];
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < d; j++) {
                mean[j] += weights[i] * x.get(i, j);
            }
        }
        return mean;
    }

    /** The points less a vector, in the given precision's tensors. */
    Sample shifted(double[] by) {
        return new Sample(x.sub(x.like(by, by.length)), weights);
    }

    /**
     * Weights of some rows as a column {@code [rows, 1]} in float64: in float32 those of less than 1e-45 would be none.
     */
    Tensor weightColumn(int from, int to) {
        return Tensor.of(DType.FLOAT64, Arrays.copyOfRange(weights, from, to), to - from, 1);
    }
}
