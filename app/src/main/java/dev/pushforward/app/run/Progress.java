package dev.pushforward.app.run;

import dev.pushforward.core.StepInfo;

/** Is told how far the work has come; what it does not care for it leaves as it is. */
public interface Progress {
    /** A training begins or goes on. */
    default void training(String part, long iteration, long iterations) {}

    /** A step was done. */
    default void stepped(long iteration, StepInfo info) {}

    /** Something else begins of which it will be told how much is done, e.g. {@code measuring mmd}. */
    default void working(String part, String what) {}

    /** So much of that is done, from 0 to 1. Called from any thread. */
    default void progressed(double share) {}

    /** The training or the other work has ended, finished or not. */
    default void ended() {}

    /** A line that says what is going on, e.g. {@code measuring}. */
    default void phase(String part, String what) {}

    /** Nobody listens. */
    static Progress none() {
        return new Progress() {};
    }
}
