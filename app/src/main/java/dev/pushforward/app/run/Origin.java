package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.State;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Which training of which run saved a file.
 *
 * @param run the hash of the run's settings, {@link dev.pushforward.app.experiment.Experiment#hash}
 * @param part which of the run's trainings, from 1
 */
record Origin(String run, int part) {
    private static final String RUN = "run";
    private static final String PART = "part";
    private static final int HASH_DIGITS = 8;

    /** A state that says where it comes from. */
    State on(State state) {
        return state.with(RUN, HexFormat.fromHexDigitsToLong(run)).with(PART, part);
    }

    /**
     * Refuses the file of another training.
     *
     * @param what a file of this kind is called: {@code a checkpoint}
     * @param advice what to do
     * @throws InputException if the state was saved by another run, by another training of this one, or by none
     */
    void check(Path file, State state, String what, String advice) {
        Long savedRun = state.counters().get(RUN);
        Long savedPart = state.counters().get(PART);
        if (savedRun == null || savedPart == null) {
            throw new InputException(file + " does not say which run saved it: it is not " + what
                    + ", or one of an earlier version of Pushforward. " + advice);
        }
        String other = HexFormat.of().toHexDigits(savedRun, HASH_DIGITS);
        if (!other.equals(run)) {
            throw new InputException(file + " was saved by another run: its settings have the hash " + other
                    + ", and those of this run " + run + ". " + advice);
        }
        if (savedPart != part) {
            throw new InputException(file + " was saved by another training of this run, number " + savedPart
                    + ", and this is number " + part + ". " + advice);
        }
    }
}
