package dev.pushforward.core.dynamics;

import java.util.Arrays;

/**
 * An estimate of log Z, the log of a density's integral, from independent unbiased estimates of Z.
 *
 * @param value log of their mean, in nats
 * @param standardError of {@code value}, by the delta method: {@code sd(Z_g) / (mean(Z_g) sqrt(G))} for G estimates.
 *     Where one of them outweighs all others it is near 1, and the true error may be larger
 */
public record LogEvidence(double value, double standardError) {
    /**
     * From the logs of independent estimates of Z.
     *
     * @param logs two or more, not all -infinity
     */
    static LogEvidence of(double... logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        double[] shares = Arrays.stream(logs).map(v -> Math.exp(v - largest)).toArray();
        double mean = Arrays.stream(shares).average().orElseThrow();
        double squares =
                Arrays.stream(shares).map(v -> (v / mean - 1) * (v / mean - 1)).sum();
        return new LogEvidence(largest + Math.log(mean), Math.sqrt(squares / (logs.length - 1) / logs.length));
    }

    /** The standard error of the difference from an independent estimate. */
    double errorOfDifference(LogEvidence other) {
        return Math.hypot(standardError, other.standardError);
    }

    /** Whether it differs from an independent estimate by more than two standard errors of the difference. */
    boolean differsFrom(LogEvidence other) {
        return exceeds(other) || other.exceeds(this);
    }

    /**
     * Whether it is above an independent estimate by more than two standard errors of the difference. An unbiased
     * estimate of Z exceeds {@code e^a Z} with probability {@code e^-a} at most (Markov's inequality), and falls far
     * below Z whenever it misses mass: the higher one is nearer the truth.
     */
    boolean exceeds(LogEvidence other) {
        return value - other.value > 2 * errorOfDifference(other);
    }
}
