package dev.pushforward.core;

/**
 * Something that remembers, and whose memory can be saved: restored to a state it goes on bit for bit as the one that
 * was saved. {@link Composed} writes both methods for what consists of such parts.
 */
public interface Stateful {
    /** A copy of all that it goes on from, in memory of its own. */
    State state();

    /**
     * Puts it where a saved one was; the state is copied.
     *
     * @throws IllegalArgumentException if the state is of something else, or was saved with other settings
     */
    void restore(State state);
}
