package dev.pushforward.core.spi;

import java.util.List;

/**
 * Makes components of one name from settings. Implementations are public classes with a public no-argument constructor
 * that does no work, carry {@link Component}, stand in an unexported package and are listed both in {@code provides}
 * and in META-INF/services.
 *
 * @param <T> what is made
 */
public interface ComponentFactory<T> {
    /** The settings understood, in the order they should be shown. Every default stands here and nowhere else. */
    List<Setting<?>> settings();

    /**
     * Makes the component. Called only with settings that passed every check of {@link #settings()}; nothing heavy
     * happens here.
     *
     * @throws IllegalArgumentException if settings contradict each other; the message says which and what is allowed
     */
    T create(Settings settings, ComponentContext context);
}
