package dev.pushforward.core.spi;

/**
 * A component was found but cannot be used: its factory throws or gives nothing, or its classes do not fit together.
 * The cause says which.
 */
@SuppressWarnings("serial") // never serialised
public final class BrokenComponentException extends RuntimeException {
    private final LoadFailure failure;

    BrokenComponentException(ComponentDescriptor component, Throwable cause) {
        this(new LoadFailure(component.origin(), component.title(), LoadFailure.reason(cause)), cause);
    }

    private BrokenComponentException(LoadFailure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /** What is wrong. */
    public LoadFailure failure() {
        return failure;
    }
}
