package org.example.parts.internal;

import dev.pushforward.core.Space;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.SpaceFactory;
import java.util.List;
import org.example.parts.UnitCircle;

/** Provides {@link UnitCircle}. */
@Component(name = "unit-circle", summary = "The circle of radius 1 in the plane.", citation = "")
public final class UnitCircleFactory implements SpaceFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Space create(Settings settings, ComponentContext context) {
        return new UnitCircle();
    }
}
