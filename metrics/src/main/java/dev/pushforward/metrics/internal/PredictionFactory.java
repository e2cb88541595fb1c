package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.Prediction;
import java.util.List;

/** Provides {@link Prediction}. */
@Component(
        name = "prediction",
        summary = "Accuracy and mean log predictive density on held-out observations, for targets that have some.",
        citation = "Liu, Wang 2016, Stein variational gradient descent, arXiv:1608.04471")
public final class PredictionFactory implements MetricFactory {
    private static final Setting<Integer> DRAWS =
            Setting.integer("draws", 100, 1, Integer.MAX_VALUE, "number of draws to use; the first ones are taken");

    /** For ServiceLoader. */
    public PredictionFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(DRAWS);
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new Prediction(settings.get(DRAWS), context.compute());
    }
}
