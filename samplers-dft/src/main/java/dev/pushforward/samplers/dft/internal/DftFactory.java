package dev.pushforward.samplers.dft.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.options.AlternatingOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.options.NoisedOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.dft.DenoisingFisherLoss;
import dev.pushforward.samplers.dft.DenoisingFisherSampler;
import dev.pushforward.samplers.dft.DenoisingFisherSettings;
import dev.pushforward.tensor.Activation;
import java.util.List;
import java.util.stream.Stream;

/** Provides {@link DenoisingFisherSampler}. */
@Component(
        name = "dft",
        summary = "Denoising Fisher training: the Fisher divergence between noised sampler and target, with its exact"
                + " gradient.",
        citation = "Luo, Deng 2024, Denoising Fisher training for neural implicit samplers, arXiv:2411.01453")
public final class DftFactory implements ImplicitSamplerFactory {
    private static final AlternatingOptions TRAINING =
            new AlternatingOptions(new NetworkOptions(Activation.ELU, 4e-4, 0.5), "denoising-score-matching");
    private static final Setting<Double> SIGMA = Setting.positive(
            "sigma",
            0.1,
            "standard deviation of the noise, in units of scale; at least the score estimator's own smoothing");
    private static final Setting<Double> SIGMA_START =
            Setting.real("sigma-start", 0, 0, 1e6, "initial sigma, which falls geometrically; 0 for a constant sigma");
    private static final Setting<Double> SIGMA_FALL =
            Setting.real("sigma-fall", 0.5, 0, 1, "share of the iterations over which sigma falls");
    private static final Setting<Double> FIRST_WEIGHT = Setting.real(
            "first-weight", 1, 0, 1e6, "weight of L1, the squared difference of scores; the paper's loss has 1 and 1");
    private static final Setting<Double> SECOND_WEIGHT = Setting.real(
            "second-weight",
            1,
            0,
            1e6,
            "weight of L2, the change of the sampler's own score; set the other to 0 to train on L2 alone");

    private static final NoisedOptions NOISED = new NoisedOptions();

    /** For ServiceLoader. */
    public DftFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return TRAINING.with(Stream.concat(
                        Stream.of(SIGMA, SIGMA_START, SIGMA_FALL, FIRST_WEIGHT, SECOND_WEIGHT), NOISED.all().stream())
                .toList());
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        var loss = new DenoisingFisherLoss(settings.get(FIRST_WEIGHT), settings.get(SECOND_WEIGHT));
        return new DenoisingFisherSampler(
                new DenoisingFisherSettings(
                        TRAINING.training(settings),
                        sigma(settings),
                        loss,
                        NOISED.divergence(settings, TRAINING.iterations(settings))),
                TRAINING.score(settings, context),
                context.compute());
    }

    private static Schedule sigma(Settings settings) {
        double start = settings.get(SIGMA_START);
        long fall = Math.round(settings.get(SIGMA_FALL) * TRAINING.iterations(settings));
        return start == 0
                ? Schedule.constant(settings.get(SIGMA))
                : Schedule.geometric(start, settings.get(SIGMA), fall);
    }
}
