package org.example.shapes.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;
import org.example.shapes.Wave;

/** Provides {@link Wave}. */
@Component(name = "wave", summary = "A noisy sine wave over a Gaussian.", citation = "")
public final class WaveFactory implements TargetFactory {
    private static final Setting<Double> FREQUENCY =
            Setting.real("frequency", 2, 0, 100, "radians per unit of the first coordinate");
    private static final Setting<Double> NOISE = Setting.positive("noise", 0.3, "standard deviation about the wave");

    @Override
    public List<Setting<?>> settings() {
        return List.of(FREQUENCY, NOISE);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Wave(settings.get(FREQUENCY), settings.get(NOISE));
    }
}
