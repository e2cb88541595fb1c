package dev.pushforward.app.run;

import dev.pushforward.core.StepInfo;

/** Is told how far the work has come. */
public interface Progress {
    /** A training begins or goes on. */
    void training(String part, long iteration, long iterations);

    /** A step was done. */
    void stepped(long iteration, StepInfo info);

    /** Something else begins of which it will be told how much is done, e.g. {@code measuring mmd}. */
    void working(String part, String what);

    /** So much of that is done, from 0 to 1. Called from any thread. */
    void progressed(double share);

    /** The training or the other work has ended, finished or not. */
    void ended();

    /** A line that says what is going on, e.g. {@code measuring}. */
    void phase(String part, String what);

    /** Nobody listens. */
    static Progress none() {
        return new Progress() {
            @Override
            public void training(String part, long iteration, long iterations) {}

            @Override
            public void stepped(long iteration, StepInfo info) {}

            @Override
            public void working(String part, String what) {}

            @Override
            public void progressed(double share) {}

            @Override
            public void ended() {}

            @Override
            public void phase(String part, String what) {}
        };
    }
}
