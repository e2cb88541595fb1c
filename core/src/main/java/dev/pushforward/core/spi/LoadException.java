package dev.pushforward.core.spi;

/** A provider does not say what a component must say of itself. */
@SuppressWarnings("serial") // never serialised
public final class LoadException extends IllegalArgumentException {
    private final LoadFailure failure;

    /** An exception for this failure. */
    public LoadException(LoadFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /** What is wrong. */
    public LoadFailure failure() {
        return failure;
    }
}
