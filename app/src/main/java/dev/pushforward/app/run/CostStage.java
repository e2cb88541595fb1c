package dev.pushforward.app.run;

import java.util.Locale;

/** What evaluations of a target are made for. */
public enum CostStage {
    /** The training, its checks of itself among it. */
    TRAINING,
    /** Drawing from the trained sampler. */
    DRAWING,
    /** The corrector. */
    CORRECTING,
    /** The metrics, in the course of the training too, and the last check of a training that checks itself. */
    MEASURING,
    /**
     * The floors beside the measurements; cells with the same target and metrics share them, and each says what they
     * took.
     */
    FLOORS,
    /**
     * The reference chains; all who measure against them share them, and each says what they took when they were made.
     */
    REFERENCES;

    /** As files and tables have it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
