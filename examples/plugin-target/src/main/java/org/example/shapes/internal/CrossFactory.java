package org.example.shapes.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;
import org.example.shapes.Cross;

/** Provides {@link Cross}. */
@Component(name = "cross", summary = "Two long Gaussians, one across the other.", citation = "")
public final class CrossFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Cross();
    }
}
