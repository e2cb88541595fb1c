package dev.pushforward.app.run;

import dev.pushforward.core.StepInfo;

/** Is told how far the work has come. */
public interface Progress {
    /** A training begins or goes on. */
    void training(String part, long iteration, long iterations);

    /** A step was done. */
    void stepped(long iteration, StepInfo info);

    /** The training has ended, finished or not. */
    void ended();

    /** Something else is going on that takes time, e.g. {@code measuring}. */
    void phase(String part, String what);

    /** Nobody listens. */
    static Progress none() {
        return new Progress() {
            @Override
            public void training(String part, long iteration, long iterations) {}

            @Override
            public void stepped(long iteration, StepInfo info) {}

            @Override
            public void ended() {}

            @Override
            public void phase(String part, String what) {}
        };
    }
}
