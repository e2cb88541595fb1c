package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.TrainingException;
import java.util.function.Supplier;

/**
 * What is said when work of a component fails: which component it was.
 *
 * @param who how its messages begin, as {@code sampler 'dft' on target 'funnel': }
 */
record Blame(String who) {
    /**
     * Work whose failures name the component.
     *
     * @throws TrainingException if the work failed
     * @throws InputException if it was given what it cannot take, such as too few draws
     */
    <T> T on(Supplier<T> work) {
        try {
            return work.get();
        } catch (TrainingException e) {
            throw e.within(who);
        } catch (IllegalArgumentException e) {
            throw new InputException(who + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw fault("", e);
        }
    }

    /** A component's own fault; its type is said where it is none of Pushforward's, whose messages need none. */
    TrainingException fault(String where, RuntimeException e) {
        boolean ours = e.getClass().getName().startsWith("dev.pushforward.");
        return new TrainingException(who + where + (ours ? e.getMessage() : e.toString()), e);
    }
}
