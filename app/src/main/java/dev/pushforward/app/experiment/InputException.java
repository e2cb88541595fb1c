package dev.pushforward.app.experiment;

/**
 * What the user gave cannot be used: a file that is not there, a file that cannot be read as HOCON, a run that does not
 * exist.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the message shown to the user: what, where, what to do. */
    public InputException(String message) {
        super(message);
    }

    /** With the message shown to the user and what led to it. */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
