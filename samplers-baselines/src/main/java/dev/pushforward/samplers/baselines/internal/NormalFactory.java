package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.baselines.NormalSampler;
import java.util.List;

/** Provides {@link NormalSampler}. */
@Component(
        name = "normal",
        summary = "A normal distribution, not trained; with a corrector, a particle or Markov chain method alone.")
public final class NormalFactory implements ImplicitSamplerFactory {
    private static final Setting<Double> LOCATION = Setting.real("location", 0, -1e6, 1e6, "mean of each coordinate");
    private static final Setting<Double> SCALE = Setting.positive("scale", 1, "standard deviation of each coordinate");

    /** For ServiceLoader. */
    public NormalFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(LOCATION, SCALE);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new NormalSampler(settings.get(LOCATION), settings.get(SCALE), context.compute());
    }
}
