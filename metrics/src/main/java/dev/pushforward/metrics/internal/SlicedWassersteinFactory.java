package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.SlicedWasserstein;
import java.util.List;

/** Provides {@link SlicedWasserstein}. */
@Component(
        name = "sliced-wasserstein",
        summary = "Sliced Wasserstein distance of order 2 to reference draws.",
        citation = "Bonneel, Rabin, Peyre, Pfister 2015, Sliced and Radon Wasserstein barycenters,"
                + " doi:10.1007/s10851-014-0506-3")
public final class SlicedWassersteinFactory implements MetricFactory {
    private static final Setting<Integer> DIRECTIONS =
            Setting.integer("directions", 100, 2, 1_000_000, "random directions");

    /** For ServiceLoader. */
    public SlicedWassersteinFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIRECTIONS);
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new SlicedWasserstein(settings.get(DIRECTIONS), context.compute());
    }
}
