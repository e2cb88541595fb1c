package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.options.AlternatingOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.AnnealedFisherSettings;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.tensor.Activation;
import java.util.List;
import java.util.Optional;

/**
 * A Fisher implicit sampler; subclasses fix what makes the method. The networks' widths are the AFIS paper's. The
 * generator's activation is not: a leaky ReLU gives the sampler's law a density with jumps along its kinks, which score
 * matching does not see, so that generator and estimate drift apart; tanh is smooth.
 */
abstract class FisherFactory implements ImplicitSamplerFactory {
    private static final AlternatingOptions TRAINING =
            new AlternatingOptions(new NetworkOptions(Activation.TANH, 4e-4, 0.5), "exact-score-matching");

    private final List<Setting<?>> own;

    FisherFactory(List<Setting<?>> own) {
        this.own = own;
    }

    /** The share of the iterations that the annealing path takes. */
    abstract double annealing(Settings settings);

    abstract FisherLoss loss(Settings settings);

    /** The second term of the loss, if there is one. */
    abstract Optional<NoisedDivergence> noised(Settings settings, int iterations);

    @Override
    public final List<Setting<?>> settings() {
        return TRAINING.with(own);
    }

    @Override
    public final ImplicitSampler create(Settings settings, ComponentContext context) {
        int annealing = (int) Math.round(annealing(settings) * TRAINING.iterations(settings));
        return new AnnealedFisherSampler(
                new AnnealedFisherSettings(
                        TRAINING.training(settings),
                        annealing,
                        loss(settings),
                        noised(settings, TRAINING.iterations(settings))),
                TRAINING.score(settings, context),
                context.compute());
    }
}
