package dev.pushforward.app.run;

import java.util.Arrays;

/** Means and standard deviations of a few numbers. */
public final class Statistics {
    private Statistics() {}

    /** Arithmetic mean. */
    public static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Sample standard deviation, with n - 1; 0 for one value. */
    public static double sd(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    static Floor floor(double[] values) {
        return new Floor(mean(values), sd(values), values.length);
    }
}
