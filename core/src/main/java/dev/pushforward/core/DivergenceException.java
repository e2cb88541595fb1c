package dev.pushforward.core;

/**
 * Numbers have run away: a density, score, loss or draw is NaN or infinite. Unlike other failures of a training it
 * comes of what was asked for, as a rule of too large a step, or of a target that is not finite where the sampler goes;
 * other settings mend it.
 */
public final class DivergenceException extends TrainingException {
    private static final long serialVersionUID = 1L;
    private static final String ADVICE =
            "If the training diverges, lower the learning rate or step size, unless the target itself is not finite"
                    + " there";

    private final String advice;

    /** With the message shown to the user. */
    public DivergenceException(String message) {
        this(message, ADVICE);
    }

    /**
     * With the message shown to the user and what the user can do.
     *
     * @param advice a sentence without its full stop, to be read after the message
     */
    public DivergenceException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    private DivergenceException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What the user can do, as a sentence without its full stop. */
    public String advice() {
        return advice;
    }

    @Override
    public DivergenceException within(String where) {
        return new DivergenceException(where + getMessage(), advice, this);
    }
}
