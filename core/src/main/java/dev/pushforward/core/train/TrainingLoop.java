package dev.pushforward.core.train;

import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Training;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Steps a training to its end. */
public final class TrainingLoop {
    /** Why a loop ended. */
    public enum StopReason {
        /** All iterations are done. */
        FINISHED,
        /** Somebody asked it to stop; the training's state is that of a whole number of steps. */
        STOPPED
    }

    private TrainingLoop() {}

    /**
     * Steps until all iterations are done or a stop is asked for, telling the listeners after each step, in their
     * order.
     *
     * @param stop asked before each step
     */
    public static StopReason run(Training training, BooleanSupplier stop, List<TrainingListener> listeners) {
        while (training.iteration() < training.iterations()) {
            if (stop.getAsBoolean()) {
                return StopReason.STOPPED;
            }
            StepInfo info = training.step();
            for (TrainingListener listener : listeners) {
                listener.stepped(training, info);
            }
        }
        return StopReason.FINISHED;
    }
}
