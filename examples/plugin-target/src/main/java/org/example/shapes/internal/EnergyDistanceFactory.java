package org.example.shapes.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;
import org.example.shapes.EnergyDistance;

/** Provides {@link EnergyDistance}. */
@Component(
        name = "energy-distance",
        summary = "Energy distance to reference draws.",
        citation = "Szekely and Rizzo 2013, Energy statistics, doi:10.1016/j.jspi.2013.03.018")
public final class EnergyDistanceFactory implements MetricFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new EnergyDistance();
    }
}
