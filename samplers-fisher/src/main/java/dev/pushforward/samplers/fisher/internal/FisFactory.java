package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.FisherLoss;
import java.util.List;
import java.util.Optional;

/** Provides {@link AnnealedFisherSampler} without a path: trained on the target from the start. */
@Component(
        name = "fis",
        summary = "Fisher implicit sampler: a Fisher divergence to the target itself, without annealing.",
        citation = "Luo, Zhang, Zhang 2023, Annealed Fisher implicit sampler, OpenReview eLgK35G3A5d")
public final class FisFactory extends FisherFactory {
    private static final Setting<FisherLoss> LOSS = Setting.choice(
            "loss",
            FisherLoss.EXACT,
            "exact: the full gradient of the Fisher divergence; s2d: the paper's score square difference; direct: the"
                    + " older method");

    /** For ServiceLoader. */
    public FisFactory() {
        super(List.of(LOSS));
    }

    @Override
    double annealing(Settings settings) {
        return 0;
    }

    @Override
    Optional<NoisedDivergence> noised(Settings settings, int iterations) {
        return Optional.empty();
    }

    @Override
    FisherLoss loss(Settings settings) {
        return settings.get(LOSS);
    }
}
