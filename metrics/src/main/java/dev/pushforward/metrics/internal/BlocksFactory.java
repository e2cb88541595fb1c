package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.Blocks;
import java.util.List;

/** Provides {@link Blocks}. */
@Component(
        name = "blocks",
        summary =
                "The mean of another metric over blocks of the draws, with its standard error at the reference given.")
public final class BlocksFactory implements MetricFactory {
    private static final Setting<ComponentSpec> METRIC =
            Setting.component("metric", ComponentKind.METRIC, "ksd", "what is measured on each block");
    private static final Setting<Integer> SIZE = Setting.integer("size", 500, 1, Integer.MAX_VALUE, "draws in a block");

    /** For ServiceLoader. */
    public BlocksFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(METRIC, SIZE);
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new Blocks(context.create(settings.get(METRIC), Metric.class), settings.get(SIZE));
    }
}
