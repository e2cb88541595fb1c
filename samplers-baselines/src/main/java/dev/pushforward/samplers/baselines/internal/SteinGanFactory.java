package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.options.GeneratorOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.baselines.SteinGan;
import dev.pushforward.tensor.Activation;
import java.util.List;

/** Provides {@link SteinGan}. */
@Component(
        name = "steingan",
        summary = "Amortised Stein variational gradient descent: the generator follows the particles; time grows with"
                + " batch^2.",
        citation = "Wang, Liu 2016, Learning to draw samples, arXiv:1611.01722")
public final class SteinGanFactory implements ImplicitSamplerFactory {
    private static final GeneratorOptions TRAINING =
            new GeneratorOptions(new NetworkOptions(Activation.TANH, 4e-4, 0.5));

    /** For ServiceLoader. */
    public SteinGanFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return TRAINING.with(List.of());
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new SteinGan(TRAINING.training(settings, 0), context.compute());
    }
}
