package dev.pushforward.core.store;

import java.io.IOException;

/** What is wrong with a file, said of what is in it. */
final class DamageException extends IOException {
    private static final long serialVersionUID = 1L;

    DamageException(String message) {
        super(message);
    }
}
