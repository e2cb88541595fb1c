package dev.pushforward.integration;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

// snippet: factory
@Component(name = "ring", summary = "A ring in the plane.", citation = "")
public final class RingFactory implements TargetFactory {
    private static final Setting<Double> RADIUS = Setting.positive("radius", 2, "where the density is highest");

    @Override
    public List<Setting<?>> settings() {
        return List.of(RADIUS);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Ring(settings.get(RADIUS));
    }
}
// end
