package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.StudentT;
import java.util.List;

/** Makes the target {@code student-t}. */
@Component(
        name = "student-t",
        summary = "Independent Student t coordinates, any number of them.",
        citation = "Doucet, Grathwohl, Matthews and Strathmann 2022, Score-based diffusion meets annealed importance"
                + " sampling, arXiv:2208.07698")
public final class StudentTFactory implements TargetFactory {
    private static final Setting<Integer> DIMENSION =
            Setting.integer("dimension", 20, 1, 1_000_000, "number of coordinates");
    private static final Setting<Double> DEGREES =
            Setting.positive("degrees-of-freedom", 3, "degrees of freedom; the variance is infinite up to 2");

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIMENSION, DEGREES);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new StudentT(settings.get(DIMENSION), settings.get(DEGREES));
    }
}
