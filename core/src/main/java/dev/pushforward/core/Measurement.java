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
 * @param truth the value that exact draws would give in the limit, where known
 */
public record Measurement(
        String name, double value, OptionalDouble standardError, String unit, Better better, OptionalDouble truth) {
    /** Nothing is null: what is not known is empty. */
    public Measurement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(standardError, "standardError: OptionalDouble.empty() where it is not known");
        Objects.requireNonNull(unit, "unit: \"1\" for pure numbers");
        Objects.requireNonNull(better, "better");
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

    /** A pure number of which smaller is better. */
    public static Measurement lower(String name, double value) {
        return new Measurement(name, value, OptionalDouble.empty(), "1", Better.LOWER, OptionalDouble.empty());
    }

    /** A pure number that should be near a known truth. */
    public static Measurement near(String name, double value, double truth) {
        return new Measurement(name, value, OptionalDouble.empty(), "1", Better.NEARER, OptionalDouble.of(truth));
    }
}
