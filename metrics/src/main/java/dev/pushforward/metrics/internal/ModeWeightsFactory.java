package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.ModeWeights;
import java.util.List;

/** Provides {@link ModeWeights}. */
@Component(name = "mode-weights", summary = "Share of draws in each mode beside the truth.", citation = "")
public final class ModeWeightsFactory implements MetricFactory {
    /** For ServiceLoader. */
    public ModeWeightsFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new ModeWeights();
    }
}
