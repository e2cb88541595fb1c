package dev.pushforward.core.spi;

import dev.pushforward.core.ImplicitSampler;

/** The service through which a {@link ImplicitSampler} is found. */
public interface ImplicitSamplerFactory extends ComponentFactory<ImplicitSampler> {}
