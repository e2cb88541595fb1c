package dev.pushforward.core.spi;

import java.util.function.Supplier;

/**
 * A component that was found, described without having been created.
 *
 * @param kind its kind
 * @param name its name within the kind
 * @param summary one sentence
 * @param citation source, or empty
 * @param origin the module or JAR it comes from
 * @param supplier makes the factory on first use
 */
public record ComponentDescriptor(
        ComponentKind kind, String name, String summary, String citation, String origin, Supplier<? extends ComponentFactory<?>> supplier) {
    /** The factory. */
    public ComponentFactory<?> factory() {
        return supplier.get();
    }
}
