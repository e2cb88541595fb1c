package dev.pushforward.core.spi;

import dev.pushforward.core.Space;

/** The service through which a {@link Space} is found. */
public interface SpaceFactory extends ComponentFactory<Space> {}
