package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.options.GeneratorOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.baselines.MinimaxFisherLoss;
import dev.pushforward.samplers.baselines.MinimaxFisherSampler;
import dev.pushforward.samplers.baselines.MinimaxFisherSettings;
import dev.pushforward.tensor.Activation;
import java.util.ArrayList;
import java.util.List;

/** Provides {@link MinimaxFisherSampler}. */
@Component(
        name = "fisher-ns",
        summary = "Neural sampler by the Fisher divergence that a critic finds (Fisher-NS): minimax training without an"
                + " estimated score.",
        citation = "Hu, Chen, Sun, Bai, Ye, Cheng 2018, Stein neural sampler, arXiv:1810.03545")
public final class FisherNsFactory implements ImplicitSamplerFactory {
    private static final GeneratorOptions TRAINING =
            new GeneratorOptions(new NetworkOptions(Activation.TANH, 4e-4, 0.5));
    private static final NetworkOptions CRITIC =
            NetworkOptions.named("critic-", List.of(200, 200, 200), Activation.TANH, 1e-3, 0.5);
    private static final Setting<Integer> STEPS =
            Setting.integer("critic-steps", 5, 1, 1000, "steps of the critic before each generator update");
    private static final Setting<Double> LAMBDA = Setting.positive(
            "lambda",
            10,
            "weight of the critic's size: at its best it is the difference of scores over 2 lambda, and the loss the"
                    + " Fisher divergence over 4 lambda");
    private static final Setting<Integer> SLICES = Setting.integer(
            "slices",
            0,
            0,
            1 << 16,
            "random directions per point for the critic's divergence; 0 for the exact one, whose cost grows with the"
                    + " dimension");
    private static final Setting<Double> DISCREPANCY = Setting.real(
            "ksd-weight",
            0,
            0,
            1e6,
            "weight of the squared kernel Stein discrepancy of the batch that the generator descends beside the"
                    + " critic's loss; 2 in the authors' mixture, in time that grows with batch^2");

    /** For ServiceLoader. */
    public FisherNsFactory() {}

    @Override
    public List<Setting<?>> settings() {
        var own = new ArrayList<Setting<?>>(List.of(STEPS, LAMBDA, SLICES, DISCREPANCY));
        own.addAll(CRITIC.all());
        return TRAINING.with(own);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new MinimaxFisherSampler(
                new MinimaxFisherSettings(
                        TRAINING.training(settings, settings.get(STEPS)),
                        new MinimaxFisherLoss(settings.get(LAMBDA), settings.get(SLICES)),
                        settings.get(DISCREPANCY),
                        CRITIC.network(settings),
                        CRITIC.adam(settings)),
                context.compute());
    }
}
