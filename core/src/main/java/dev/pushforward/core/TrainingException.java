package dev.pushforward.core;

/**
 * A training cannot go on: what a component gave is unusable, e.g. of the wrong shape. The message says what, where and
 * since when.
 */
public sealed class TrainingException extends RuntimeException permits DivergenceException {
    private static final long serialVersionUID = 1L;

    /** With the message shown to the user. */
    public TrainingException(String message) {
        super(message);
    }

    /** With the message shown to the user and what led to it. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same failure, the message saying first where: {@code "iteration 7: "}. */
    public TrainingException within(String where) {
        return new TrainingException(where + getMessage(), this);
    }
}
