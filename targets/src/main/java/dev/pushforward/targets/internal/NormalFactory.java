package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.IsotropicGaussian;
import java.util.List;

/** Makes the target {@code normal}. */
@Component(
        name = "normal",
        summary = "A Gaussian of any dimension with equal, independent coordinates.",
        citation = "Doucet, Grathwohl, Matthews and Strathmann 2022, Score-based diffusion meets annealed importance"
                + " sampling, arXiv:2208.07698")
public final class NormalFactory implements TargetFactory {
    private static final Setting<Integer> DIMENSION =
            Setting.integer("dimension", 20, 1, 1_000_000, "number of coordinates");
    private static final Setting<Double> MEAN = Setting.real("mean", 0, -1e6, 1e6, "mean of every coordinate");
    private static final Setting<Double> SD = Setting.positive("sd", 1, "standard deviation of every coordinate");

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIMENSION, MEAN, SD);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new IsotropicGaussian(settings.get(DIMENSION), settings.get(MEAN), settings.get(SD));
    }
}
