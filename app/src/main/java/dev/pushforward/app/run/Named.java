package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.spi.LoadFailure;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A component at work, as messages begin with it: whatever a call of it throws, Java's errors too, ends as an exception
 * that says whose it is.
 *
 * @param who what it is called, with what parts it from the message, e.g. {@code "metric 'mmd': "}
 */
record Named(String who) {
    /**
     * What a call gives.
     *
     * @throws TrainingException if it fails, or gives null
     */
    <T> T call(Supplier<? extends T> part) {
        try {
            T given = part.get();
            if (given == null) {
                throw new TrainingException("gave null");
            }
            return given;
        } catch (TrainingException e) {
            throw e.getMessage().startsWith(who) ? e : e.within(who);
        } catch (StoppedException | InputException | OutOfMemoryError e) { // whose size the settings say
            throw e;
        } catch (Throwable e) {
            throw new TrainingException(who + said(e), e);
        }
    }

    /**
     * What a call gives that judges what the user gave.
     *
     * @throws InputException if it refuses that, by an {@link IllegalArgumentException}
     * @throws TrainingException if it fails otherwise, or gives null
     */
    <T> T ask(Supplier<? extends T> part) {
        return call(() -> {
            try {
                return part.get();
            } catch (IllegalArgumentException e) {
                throw new InputException(who + e.getMessage(), e);
            }
        });
    }

    /** A call that gives nothing. */
    void tell(Runnable part) {
        call(() -> {
            part.run();
            return true;
        });
    }

    /**
     * Draws that a call gives: as many as asked for, of this dimension, all finite, with weights that are some.
     * Metrics would measure others without a word.
     */
    Draws draws(int n, int d, Supplier<Draws> part) {
        return finite(() -> {
            Draws given = part.get();
            if (given.count() != n || given.dimension() != d) {
                throw new TrainingException(
                        "gave draws of shape " + given.points().shapeText() + ": must be [" + n + ", " + d + "]");
            }
            return given;
        });
    }

    /** Draws that a call gives, all finite, no log weight NaN or +infinity. */
    Draws finite(Supplier<Draws> part) {
        return call(() -> {
            Draws given = part.get();
            Tensor x = given.points();
            x.firstNonFiniteRow().ifPresent(i -> {
                throw new DivergenceException("the draw in row " + i + " is "
                        + Arrays.toString(x.row(i).toDoubleArray()));
            });
            given.logWeights().ifPresent(Named::refuseWhatIsNoWeight);
            return given;
        });
    }

    private static void refuseWhatIsNoWeight(Tensor logWeights) {
        for (int i = 0; i < logWeights.size(0); i++) {
            if (!(logWeights.get(i) < Double.POSITIVE_INFINITY)) {
                throw new DivergenceException("the log weight in row " + i + " is " + logWeights.get(i));
            }
        }
    }

    /** What a failure says; with its type where that is none of Pushforward's, whose messages need none. */
    private static String said(Throwable e) {
        return switch (e) {
            case LinkageError broken -> LoadFailure.reason(broken);
            default -> e.getClass().getName().startsWith("dev.pushforward.") ? e.getMessage() : e.toString();
        };
    }
}
