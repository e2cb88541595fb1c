package dev.pushforward.core;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One number that a metric gives.
 *
 * @param name what it is, kebab-case, e.g. {@code mmd} or {@code mode-weight-1}
 * @param value its value
 * @param standardError of the estimate, where known; the metric says what it counts and what it takes as given
 * @param unit e.g. {@code nats}; {@code 1} for pure numbers
 * @param better which direction is better
 * @param bound what the value is to the truth: an estimate of it, or a bound
 * @param truth the value that exact draws would give in the limit, or what the value is a bound of; where known
 */
public record Measurement(
        String name,
        double value,
        OptionalDouble standardError,
        String unit,
        Better better,
        Bound bound,
        OptionalDouble truth) {
    private static final double ERRORS = 3;
    private static final double ROUNDING = 1e-5; // of a log density in float32

    /** Nothing is null: what is not known is empty. */
    public Measurement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(standardError, "standardError: OptionalDouble.empty() where it is not known");
        Objects.requireNonNull(unit, "unit: \"1\" for pure numbers");
        Objects.requireNonNull(better, "better");
        Objects.requireNonNull(bound, "bound: Bound.NONE where it is none");
        Objects.requireNonNull(truth, "truth: OptionalDouble.empty() where it is not known");
    }

    /** Which direction is better. */
    public enum Better {
        /** Smaller is better. */
        LOWER,
        /** Larger is better. */
        HIGHER,
        /** Nearer to the truth is better. */
        NEARER
    }

    /**
     * What a value is to the truth. It says nothing of which direction is better: a lower bound of a log normaliser is
     * the better the higher it is, one of a divergence the better the lower.
     */
    public enum Bound {
        /** No bound. */
        NONE,
        /** Its expectation is at most the truth. */
        LOWER_BOUND,
        /** Its expectation is at least the truth. */
        UPPER_BOUND
    }

    /** What is no bound. */
    public Measurement(
            String name, double value, OptionalDouble standardError, String unit, Better better, OptionalDouble truth) {
        this(name, value, standardError, unit, better, Bound.NONE, truth);
    }

    /**
     * A lower bound that is the better the higher it is, such as the evidence lower bound.
     *
     * @param truth what it is a bound of, where known
     */
    public static Measurement lowerBound(
            String name, double value, double standardError, String unit, OptionalDouble truth) {
        return new Measurement(
                name, value, OptionalDouble.of(standardError), unit, Better.HIGHER, Bound.LOWER_BOUND, truth);
    }

    /**
     * An upper bound that is the better the lower it is.
     *
     * @param truth what it is a bound of, where known
     */
    public static Measurement upperBound(
            String name, double value, double standardError, String unit, OptionalDouble truth) {
        return new Measurement(
                name, value, OptionalDouble.of(standardError), unit, Better.LOWER, Bound.UPPER_BOUND, truth);
    }

    /** The same by another name. */
    public Measurement named(String other) {
        return new Measurement(other, value, standardError, unit, better, bound, truth);
    }

    /** The same numbers in another unit. */
    public Measurement in(String other) {
        return new Measurement(name, value, standardError, other, better, bound, truth);
    }

    /**
     * Whether this is a bound on the wrong side of the truth, by more than three of its standard errors, and more than
     * float32 rounds: then the value, its standard error or the truth is wrong. A bound that is right fails this once
     * in 700 times, if it is normally distributed and as tight as can be. Never where standard error or truth is not
     * known.
     */
    public boolean contradictsTruth() {
        if (bound == Bound.NONE || truth.isEmpty() || standardError.isEmpty()) {
            return false;
        }
        double t = truth.getAsDouble();
        double beyond = bound == Bound.LOWER_BOUND ? value - t : t - value;
        return beyond > ERRORS * standardError.getAsDouble() + ROUNDING * Math.max(1, Math.abs(t));
    }

    /** A pure number of which smaller is better. */
    public static Measurement lower(String name, double value) {
        return new Measurement(name, value, OptionalDouble.empty(), "1", Better.LOWER, OptionalDouble.empty());
    }

    /** A pure number that should be near a known truth. */
    public static Measurement near(String name, double value, double truth) {
        return new Measurement(name, value, OptionalDouble.empty(), "1", Better.NEARER, OptionalDouble.of(truth));
    }
}
