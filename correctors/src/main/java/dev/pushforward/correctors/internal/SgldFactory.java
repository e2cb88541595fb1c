package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Langevin;
import java.util.List;

/** Provides {@link Langevin} with steps that fall. */
@Component(
        name = "sgld",
        summary = "Stochastic gradient Langevin dynamics: Langevin steps that fall as a / (t + 1)^decay, on minibatches"
                + " where the target offers them.",
        citation = "Welling, Teh 2011, Bayesian learning via stochastic gradient Langevin dynamics, ICML")
public final class SgldFactory implements CorrectorFactory {
    private static final Setting<Integer> STEPS = Setting.integer("steps", 1000, 0, 1_000_000, "number of steps");
    private static final Setting<Double> STEP_SIZE = Setting.positive(
            "step-size", 0.1, "a: the first step's h; the drift moves by h/2, the noise has variance h");
    private static final Setting<Double> DECAY =
            Setting.real("decay", 0.55, 0, 1, "power by which the steps fall; 0 for steps of one size");

    /** For ServiceLoader. */
    public SgldFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(STEPS, STEP_SIZE, DECAY);
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        double first = settings.get(STEP_SIZE);
        double decay = settings.get(DECAY);
        return new Langevin(settings.get(STEPS), t -> first * Math.pow(t + 1.0, -decay), context.compute());
    }
}
