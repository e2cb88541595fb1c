package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.FisherLoss;

/** Provides {@link AnnealedFisherSampler} with its annealing path. */
@Component(
        name = "afis",
        summary = "Annealed Fisher implicit sampler: a Fisher divergence along a path from the standard normal to the target.",
        citation = "Luo, Zhang, Zhang 2023, Annealed Fisher implicit sampler, OpenReview eLgK35G3A5d")
public final class AfisFactory extends FisherFactory {
    private static final Setting<Double> ANNEALING =
            Setting.real("annealing", 0.35, 0, 1, "share of the iterations over which lambda grows linearly from 0 to 1");
    private static final Setting<FisherLoss> LOSS =
            Setting.choice("loss", FisherLoss.EXACT, "exact: the full gradient of the Fisher divergence; s2d: the paper's score square difference; direct: the older method");

    /** For ServiceLoader. */
    public AfisFactory() {
        super(ANNEALING, LOSS);
    }

    @Override
    double annealing(Settings settings) {
        return settings.get(ANNEALING);
    }

    @Override
    FisherLoss loss(Settings settings) {
        return settings.get(LOSS);
    }
}
