package dev.pushforward.app.run;

import java.util.concurrent.CancellationException;

/** The work was stopped by its user, with everything saved that is needed to go on. */
public final class StoppedException extends CancellationException {
    private static final long serialVersionUID = 1L;

    /** With what was going on. */
    public StoppedException(String message) {
        super(message);
    }
}
