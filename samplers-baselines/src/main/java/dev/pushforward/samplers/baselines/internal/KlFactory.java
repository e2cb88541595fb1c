package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.options.AlternatingOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.baselines.KlSampler;
import dev.pushforward.tensor.Activation;
import java.util.List;

/** Provides {@link KlSampler}. */
@Component(
        name = "kl",
        summary = "Neural sampler by the gradient of the Kullback-Leibler divergence (KL-NS); seeks modes.",
        citation = "Luo et al. 2024, Entropy-based training methods for scalable neural implicit samplers,"
                + " arXiv:2306.04952")
public final class KlFactory implements ImplicitSamplerFactory {
    private static final AlternatingOptions TRAINING =
            new AlternatingOptions(new NetworkOptions(Activation.TANH, 4e-4, 0.5), "exact-score-matching");

    /** For ServiceLoader. */
    public KlFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return TRAINING.with(List.of());
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new KlSampler(TRAINING.training(settings), TRAINING.score(settings, context), context.compute());
    }
}
