package dev.pushforward.core.spi;

import dev.pushforward.core.ScoreEstimator;

/** The service through which a {@link ScoreEstimator} is found. */
public interface ScoreEstimatorFactory extends ComponentFactory<ScoreEstimator> {}
