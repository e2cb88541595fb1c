package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Langevin;
import java.util.List;

/** Provides {@link Langevin}. */
@Component(
        name = "langevin",
        summary = "Unadjusted Langevin steps, x + (h/2) score + sqrt(h) noise; accepts always.",
        citation = "Roberts, Tweedie 1996, Exponential convergence of Langevin distributions, doi:10.2307/3318418")
public final class LangevinFactory implements CorrectorFactory {
    private static final Setting<Integer> STEPS = Setting.integer("steps", 10, 0, 1_000_000, "number of steps");
    private static final Setting<Double> STEP_SIZE =
            Setting.positive("step-size", 0.01, "h: the drift moves by h/2, the noise has variance h");

    /** For ServiceLoader. */
    public LangevinFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(STEPS, STEP_SIZE);
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return new Langevin(settings.get(STEPS), settings.get(STEP_SIZE), context.compute());
    }
}
