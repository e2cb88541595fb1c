/**
 * How far draws are from their target (components {@code blocks}, {@code mmd}, {@code ksd}, {@code ksd-u},
 * {@code mode-weights}, {@code moments}, {@code prediction}, {@code sliced-wasserstein}).
 */
module dev.pushforward.metrics {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.metrics;

    provides dev.pushforward.core.spi.MetricFactory with
            dev.pushforward.metrics.internal.BlocksFactory,
            dev.pushforward.metrics.internal.KsdFactory,
            dev.pushforward.metrics.internal.KsdUFactory,
            dev.pushforward.metrics.internal.MmdFactory,
            dev.pushforward.metrics.internal.ModeWeightsFactory,
            dev.pushforward.metrics.internal.MomentsFactory,
            dev.pushforward.metrics.internal.PredictionFactory,
            dev.pushforward.metrics.internal.SlicedWassersteinFactory;
}
