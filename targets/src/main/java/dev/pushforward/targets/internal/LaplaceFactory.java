package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.Laplace;
import java.util.List;

/** Makes the target {@code laplace}. */
@Component(
        name = "laplace",
        summary = "Independent Laplace coordinates, any number of them.",
        citation = "Doucet, Grathwohl, Matthews and Strathmann 2022, Score-based diffusion meets annealed importance"
                + " sampling, arXiv:2208.07698")
public final class LaplaceFactory implements TargetFactory {
    private static final Setting<Integer> DIMENSION =
            Setting.integer("dimension", 20, 1, 1_000_000, "number of coordinates");
    private static final Setting<Double> SCALE =
            Setting.positive("scale", 1, "scale b of every coordinate: the mean of |x|");

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIMENSION, SCALE);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Laplace(settings.get(DIMENSION), settings.get(SCALE));
    }
}
