/**
 * The vocabulary of Pushforward and the ground its methods stand on: targets, samplers, estimators, correctors and
 * metrics as interfaces; networks and optimisers; the training loop; splittable randomness; and the service interfaces
 * through which components are found. Knows no method, target or metric.
 */
module dev.pushforward.core {
    requires transitive dev.pushforward.tensor;

    exports dev.pushforward.core;
    exports dev.pushforward.core.coordinates;
    exports dev.pushforward.core.dynamics;
    exports dev.pushforward.core.generator;
    exports dev.pushforward.core.nn;
    exports dev.pushforward.core.options;
    exports dev.pushforward.core.random;
    exports dev.pushforward.core.spi;
    exports dev.pushforward.core.store;
    exports dev.pushforward.core.train;

    uses dev.pushforward.core.spi.TargetFactory;
    uses dev.pushforward.core.spi.ScoreEstimatorFactory;
    uses dev.pushforward.core.spi.ImplicitSamplerFactory;
    uses dev.pushforward.core.spi.CorrectorFactory;
    uses dev.pushforward.core.spi.MetricFactory;
    uses dev.pushforward.core.spi.SpaceFactory;
}
