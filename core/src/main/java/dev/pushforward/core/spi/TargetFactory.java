package dev.pushforward.core.spi;

import dev.pushforward.core.Target;

/** The service through which a {@link Target} is found. */
public interface TargetFactory extends ComponentFactory<Target> {}
