package dev.pushforward.core;

/** A training cannot go on: a density, loss or gradient is not finite or has the wrong shape. The message says which, where and since when. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the message shown to the user. */
    public TrainingException(String message) {
        super(message);
    }

    /** With the message shown to the user and what led to it. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
