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
}
