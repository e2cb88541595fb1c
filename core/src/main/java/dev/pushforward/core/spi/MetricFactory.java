package dev.pushforward.core.spi;

import dev.pushforward.core.Metric;

/** The service through which a {@link Metric} is found. */
public interface MetricFactory extends ComponentFactory<Metric> {}
