package dev.pushforward.core.nn;

/** A number that depends on how far a training is, such as a learning rate or an annealing temperature. */
@FunctionalInterface
public interface Schedule {
    /** The value at step {@code t}, counted from 0. */
    double at(long t);

    /** Always the same. */
    static Schedule constant(double value) {
        return t -> value;
    }

    /** From {@code from} at step 0 on a straight line to {@code to} at {@code steps}, then {@code to}. */
    static Schedule linear(double from, double to, long steps) {
        return t -> t >= steps ? to : from + (to - from) * t / steps;
    }

    /** From {@code from} at step 0 on half a cosine to {@code to} at {@code steps}, then {@code to}. */
    static Schedule cosine(double from, double to, long steps) {
        return t -> t >= steps ? to : to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * t / steps));
    }

    /** From {@code from} at step 0 by equal factors to {@code to} at {@code steps}, then {@code to}; both above 0. */
    static Schedule geometric(double from, double to, long steps) {
        return t -> t >= steps ? to : from * Math.pow(to / from, (double) t / steps);
    }

    /** {@code value}, then over the last {@code share} (0 to 1) of all steps on a straight line to 0. */
    static Schedule falling(double value, long steps, double share) {
        long constant = steps - Math.round(share * steps);
        Schedule fall = linear(value, 0, Math.max(1, steps - constant));
        return t -> t < constant ? value : fall.at(t - constant);
    }
}
