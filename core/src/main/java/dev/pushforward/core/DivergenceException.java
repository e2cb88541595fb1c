package dev.pushforward.core;

/**
 * Numbers have run away: a density, score, loss or draw is NaN or infinite. Unlike other failures of a training it comes of what was asked for, as a rule of
 * too large a step, or of a target that is not finite where the sampler goes; other settings mend it.
 */
public final class DivergenceException extends TrainingException {
    private static final long serialVersionUID = 1L;

    /** With the message shown to the user. */
    public DivergenceException(String message) {
        super(message);
    }

    private DivergenceException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public DivergenceException within(String where) {
        return new DivergenceException(where + getMessage(), this);
    }
}
