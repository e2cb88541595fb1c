package dev.pushforward.app.run;

import dev.pushforward.core.EvaluationCounter;
import dev.pushforward.core.EvaluationCounts;
import dev.pushforward.core.State;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The evaluations of a part's target, by what they were made for. Saved with checkpoints, so a resumed training counts
 * as one that was never stopped. For one thread.
 */
final class StageEvaluations {
    private static final String DENSITIES = "densities";
    private static final String SCORES = "scores";
    private static final String DIFFERENTIATED = "differentiated";

    private final EvaluationCounter counter = new EvaluationCounter();
    private final Map<CostStage, EvaluationCounts> made = new EnumMap<>(CostStage.class);
    private EvaluationCounts booked = EvaluationCounts.NONE;
    private boolean whole = true;

    /** What counts. */
    EvaluationCounter counter() {
        return counter;
    }

    /** Adds to a stage what was counted since the last call. */
    void book(CostStage stage) {
        EvaluationCounts now = counter.total();
        add(stage, now.minus(booked));
        booked = now;
    }

    /** Leaves out what was counted since the last {@link #book}. */
    void forget() {
        booked = counter.total();
    }

    /** Adds to a stage what was counted elsewhere. */
    void add(CostStage stage, EvaluationCounts evaluations) {
        made.merge(stage, evaluations, EvaluationCounts::plus);
    }

    /** By stage; a stage is missing where a part of it was not counted. */
    Map<CostStage, EvaluationCounts> made() {
        var known = new EnumMap<>(made);
        if (!whole) {
            known.remove(CostStage.TRAINING);
            known.remove(CostStage.MEASURING);
        }
        return known;
    }

    /** All that was booked. */
    State state() {
        State state = State.empty();
        if (!whole) {
            return state; // and stays so
        }
        for (var each : made.entrySet()) {
            state = state.nested(each.getKey().key(), state(each.getValue()));
        }
        return state;
    }

    /**
     * Goes on from what was saved; what was counted since the start of the process was counted before that. A state
     * without anything is one that was not counted.
     */
    void restore(State state) {
        made.clear();
        for (CostStage stage : CostStage.values()) {
            of(state.under(stage.key())).ifPresent(saved -> made.put(stage, saved));
        }
        whole = !made.isEmpty();
        booked = counter.total();
    }

    /** As counters. */
    static State state(EvaluationCounts made) {
        return State.empty()
                .with(DENSITIES, made.densities())
                .with(SCORES, made.scores())
                .with(DIFFERENTIATED, made.differentiated());
    }

    /** From counters; empty where there are none. */
    static Optional<EvaluationCounts> of(State state) {
        return state.counters().isEmpty()
                ? Optional.empty()
                : Optional.of(new EvaluationCounts(
                        state.counter(DENSITIES), state.counter(SCORES), state.counter(DIFFERENTIATED)));
    }
}
