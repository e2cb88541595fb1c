package dev.pushforward.app.report;

import java.util.Arrays;

/** Ranges of axes. */
final class Ranges {
    private Ranges() {}

    /** From the quantile {@code tail} to the quantile {@code 1 - tail} of the values, and 8% more on either side. */
    static double[] central(double[] values, double tail) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new double[] {0, 1};
        }
        double low = sorted[(int) (tail * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil((1 - tail) * (sorted.length - 1))];
        double margin = high > low ? 0.08 * (high - low) : Math.max(1e-6, 0.1 * Math.abs(high));
        return new double[] {low - margin, high + margin};
    }

    /** The smallest range that holds both. */
    static double[] union(double[] a, double[] b) {
        return new double[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])};
    }
}
