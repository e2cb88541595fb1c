package dev.pushforward.core;

/** Something whose whole memory is that of its parts, which it names once: it is saved and restored part by part. */
public interface Composed extends Stateful {
    /** The parts with the names that they have in a saved state: the same whenever it is asked. */
    Parts parts();

    @Override
    default State state() {
        return parts().state();
    }

    @Override
    default void restore(State state) {
        parts().restore(state);
    }
}
