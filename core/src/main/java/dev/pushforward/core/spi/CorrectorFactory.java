package dev.pushforward.core.spi;

import dev.pushforward.core.Corrector;

/** The service through which a {@link Corrector} is found. */
public interface CorrectorFactory extends ComponentFactory<Corrector> {}
