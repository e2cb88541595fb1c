package dev.pushforward.core;

/**
 * A distribution that something is trained on or measured against. What can be done with it is said by the capabilities
 * it implements: {@link DensityTarget} (an unnormalised density), {@link DataTarget} (draws), {@link ModalTarget}
 * (modes of known weight), {@link PredictiveTarget} (observations to predict); a target may have several. Targets are
 * immutable and thread-safe.
 */
public interface Target {
    /** The space on which the distribution lives. */
    Space space();

    /** Number of coordinates of a point, {@code d} in {@code [n, d]}. */
    default int dimension() {
        return space().ambientDimension();
    }

    /** What messages call it: its class, by the full name where it is anonymous. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? getClass().getName() : simple;
    }
}
