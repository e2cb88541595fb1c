package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.options.NoisedOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.FisherLoss;
import java.util.Optional;
import java.util.stream.Stream;

/** Provides {@link AnnealedFisherSampler} with its annealing path. */
@Component(
        name = "afis",
        summary = "Annealed Fisher implicit sampler: a Fisher divergence along a path from a normal distribution to the"
                + " target.",
        citation = "Luo, Zhang, Zhang 2023, Annealed Fisher implicit sampler, OpenReview eLgK35G3A5d")
public final class AfisFactory extends FisherFactory {
    private static final Setting<Double> ANNEALING = Setting.real(
            "annealing",
            0.35,
            0,
            1,
            "share of the iterations over which lambda grows linearly from 0 (the target is N(0, scale^2 I)) to 1");
    private static final Setting<FisherLoss> LOSS = Setting.choice(
            "loss",
            FisherLoss.EXACT,
            "exact: the full gradient of the Fisher divergence; s2d: the paper's score square difference; direct: the"
                    + " older method");

    private static final NoisedOptions NOISED = new NoisedOptions();

    /** For ServiceLoader. */
    public AfisFactory() {
        super(Stream.concat(Stream.of(ANNEALING, LOSS), NOISED.all().stream()).toList());
    }

    @Override
    double annealing(Settings settings) {
        return settings.get(ANNEALING);
    }

    @Override
    FisherLoss loss(Settings settings) {
        return settings.get(LOSS);
    }

    @Override
    Optional<NoisedDivergence> noised(Settings settings, int iterations) {
        return NOISED.divergence(settings, iterations);
    }
}
