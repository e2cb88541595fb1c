package dev.pushforward.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Assertions about laws of which only draws are at hand. Each takes the rate of false alarms: the chance, over the
 * randomness of the draws, that it fails although what it asserts is true. With a fixed seed it then fails always or
 * never. A test that makes several of these assertions has at most the sum of their rates.
 */
public final class StatisticalAssertions {
    private StatisticalAssertions() {}

    /**
     * The mean of the law is {@code expected}. Uses the normal approximation of the sample mean and the tail bound
     * {@code P(|Z| > z) <= 2 exp(-z^2 / 2)}, so the true rate lies below the one given wherever the approximation
     * holds: a few hundred draws of a law with a finite variance.
     */
    public static void assertMean(String what, double expected, double[] draws, double falseAlarmRate) {
        double mean = Arrays.stream(draws).average().orElseThrow();
        double variance = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum() / (draws.length - 1);
        double standardError = Math.sqrt(variance / draws.length);
        double allowed =
                Math.sqrt(2 * Math.log(2 / rate(falseAlarmRate))) * standardError + 1e-12 * (1 + Math.abs(expected));
        if (!(Math.abs(mean - expected) <= allowed)) {
            fail(what + ": the mean of " + draws.length + " draws is " + mean + " +- " + standardError + ", expected "
                    + expected + "; a difference above " + allowed + " has probability below " + falseAlarmRate);
        }
    }

    /**
     * An event of probability p was seen in {@code seen} of {@code trials} independent trials. Holds for any number of
     * trials, by Chernoff's bound {@code P(trials KL(seen / trials, p) > t) <= 2 exp(-t)} with the relative entropy KL
     * of two coins.
     */
    public static void assertProbability(String what, double p, long seen, long trials, double falseAlarmRate) {
        double share = (double) seen / trials;
        double surprise = trials * (entropyTerm(share, p) + entropyTerm(1 - share, 1 - p));
        if (!(surprise <= Math.log(2 / rate(falseAlarmRate)))) {
            fail(what + ": seen in " + seen + " of " + trials + " trials, a share of " + share + ", expected " + p
                    + "; so large a difference has probability below " + falseAlarmRate);
        }
    }

    /**
     * The law has this distribution function. Holds for any number of draws, by the Dvoretzky-Kiefer-Wolfowitz
     * inequality with Massart's constant (1990, doi:10.1214/aop/1176990746).
     */
    public static void assertLaw(
            String what, DoubleUnaryOperator distributionFunction, double[] draws, double falseAlarmRate) {
        double[] sorted = sorted(draws);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double f = distributionFunction.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max((i + 1.0) / sorted.length - f, f - (double) i / sorted.length));
        }
        double allowed = Math.sqrt(Math.log(2 / rate(falseAlarmRate)) / (2.0 * sorted.length));
        if (!(distance <= allowed)) {
            fail(what + ": Kolmogorov distance " + distance + " between " + sorted.length + " draws and the law; above "
                    + allowed + " has probability below " + falseAlarmRate);
        }
    }

    /** Both samples come from one law. As {@link #assertNearLaw} with no distance allowed. */
    public static void assertSameLaw(String what, double[] expected, double[] draws, double falseAlarmRate) {
        assertNearLaw(what, expected, draws, 0, falseAlarmRate);
    }

    /**
     * The laws of two samples are at most a Kolmogorov distance (largest difference of distribution functions) apart.
     * By Smirnov's two-sample bound {@code P(D > e) <= 2 exp(-2 e^2 n m / (n + m))}, which holds for samples of some
     * hundred draws (Wei and Dudley 2012, doi:10.1016/j.spl.2011.11.012).
     */
    public static void assertNearLaw(
            String what, double[] expected, double[] draws, double distanceAllowed, double falseAlarmRate) {
        double[] a = sorted(expected);
        double[] b = sorted(draws);
        double distance = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == at) {
                i++;
            }
            while (j < b.length && b[j] == at) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        double n = a.length;
        double m = b.length;
        double allowed = distanceAllowed + Math.sqrt((n + m) / (2 * n * m) * Math.log(2 / rate(falseAlarmRate)));
        if (!(distance <= allowed)) {
            fail(what + ": Kolmogorov distance " + distance + " between samples of " + a.length + " and " + b.length
                    + "; above " + allowed + " has probability below " + falseAlarmRate);
        }
    }

    private static double[] sorted(double[] draws) {
        double[] sorted = draws.clone();
        for (int i = 0; i < sorted.length; i++) {
            if (Double.isNaN(sorted[i])) {
                fail("draw " + i + " is NaN");
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static double entropyTerm(double q, double p) {
        return q == 0 ? 0 : q * Math.log(q / p);
    }

    private static double rate(double falseAlarmRate) {
        if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
            throw new IllegalArgumentException("falseAlarmRate = " + falseAlarmRate + ": must lie between 0 and 1");
        }
        return falseAlarmRate;
    }
}
