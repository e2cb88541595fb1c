package dev.pushforward.app.run;

import dev.pushforward.core.State;
import java.util.Optional;

/**
 * Where a training stood.
 *
 * @param training its state, for {@link dev.pushforward.core.Training#restore}
 * @param history what its steps had reported
 * @param course what the metrics had given
 * @param evaluations of the target so far, {@link StageEvaluations#state}
 * @param fewPoints that too few points weighed the target under noise, where it was so
 * @param nanos how long it had taken, in nanoseconds, over all its sittings
 */
public record Checkpoint(
        State training, History history, Course course, State evaluations, Optional<FewPoints> fewPoints, long nanos) {
    private static final String TRAINING = "training";
    private static final String HISTORY = "history";
    private static final String COURSE = "course";
    private static final String EVALUATIONS = "evaluations";
    private static final String FEW_POINTS = "few-points";
    private static final String NANOS = "nanos";

    /** That of a training of which nothing is known. */
    static Checkpoint none() {
        return new Checkpoint(State.empty(), new History(), new Course(), State.empty(), Optional.empty(), 0);
    }

    /** Everything, as a state. */
    State state() {
        State all = State.empty()
                .with(NANOS, nanos)
                .nested(TRAINING, training)
                .nested(HISTORY, history.state())
                .nested(COURSE, course.state())
                .nested(EVALUATIONS, evaluations);
        return fewPoints.map(few -> all.nested(FEW_POINTS, few.state())).orElse(all);
    }

    /**
     * The checkpoint that was saved.
     *
     * @throws IllegalArgumentException if the state is of something else
     */
    static Checkpoint of(State state) {
        History history = History.of(state.under(HISTORY));
        Course course = Course.of(state.under(COURSE));
        return new Checkpoint(
                state.under(TRAINING),
                history,
                course,
                state.under(EVALUATIONS),
                FewPoints.of(state.under(FEW_POINTS)),
                state.counter(NANOS));
    }
}
