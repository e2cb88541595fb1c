package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.Sweep;
import java.util.List;

/**
 * One run of a sweep.
 *
 * @param point where in the sweep
 * @param experiment what is run there
 * @param folder where it is kept
 * @param parts its trainings
 * @param state how far it came
 * @param message why it failed; empty where it did not
 */
public record SweepRun(
        Sweep.Point point, Experiment experiment, RunFolder folder, List<Part> parts, State state, String message) {
    /** How far a run came. */
    public enum State {
        /** Not begun, or begun and stopped: the same command goes on with it. */
        WAITING,
        /** At work. */
        RUNNING,
        /** All of it is on the disk. */
        DONE,
        /** Something it needed gave way. */
        FAILED
    }

    /** The same run in another state. */
    public SweepRun in(State now, String why) {
        return new SweepRun(point, experiment, folder, parts, now, why);
    }
}
