package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Svgd;
import java.util.List;

/** Provides {@link Svgd}. */
@Component(
        name = "svgd",
        summary = "Stein variational gradient descent: all draws move together, by a deterministic map.",
        citation = "Liu, Wang 2016, Stein variational gradient descent, arXiv:1608.04471")
public final class SvgdFactory implements CorrectorFactory {
    private static final Setting<Integer> STEPS = Setting.integer("steps", 500, 0, 1_000_000, "number of steps");
    private static final Setting<Double> STEP_SIZE =
            Setting.positive("step-size", 0.01, "about how far a coordinate moves in a step");

    /** For ServiceLoader. */
    public SvgdFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(STEPS, STEP_SIZE);
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return new Svgd(settings.get(STEPS), settings.get(STEP_SIZE), context.compute());
    }
}
