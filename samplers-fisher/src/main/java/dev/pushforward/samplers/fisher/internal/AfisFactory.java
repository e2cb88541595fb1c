package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.samplers.fisher.NoisedDivergence;
import java.util.Optional;

/** Provides {@link AnnealedFisherSampler} with its annealing path. */
@Component(
        name = "afis",
        summary = "Annealed Fisher implicit sampler: a Fisher divergence along a path from a normal law to the target.",
        citation = "Luo, Zhang, Zhang 2023, Annealed Fisher implicit sampler, OpenReview eLgK35G3A5d")
public final class AfisFactory extends FisherFactory {
    private static final Setting<Double> ANNEALING =
            Setting.real("annealing", 0.35, 0, 1, "share of the iterations over which lambda grows linearly from 0, where N(0, scale^2 I) is the target, to 1");
    private static final Setting<FisherLoss> LOSS =
            Setting.choice("loss", FisherLoss.EXACT, "exact: the full gradient of the Fisher divergence; s2d: the paper's score square difference; direct: the older method");

    private static final Setting<Double> NOISED_WEIGHT = Setting.real("noised-weight", 0, 0, 1e6,
            "weight of a second Fisher divergence, between sampler and target under noise, which sees the masses of separated modes; 0, the paper's, for none");
    private static final Setting<Double> NOISED_SIGMA =
            Setting.real("noised-sigma", 0.8, 0.01, 0.99, "noise of that divergence, of sqrt(1 - sigma^2) x + sigma e for x in units of scale: so much that the modes overlap");
    private static final Setting<Integer> NOISED_POINTS =
            Setting.integer("noised-points", 2000, 1, 1 << 20, "draws of N(0, scale^2 I) per iteration whose log densities give the target under noise");

    /** For ServiceLoader. */
    public AfisFactory() {
        super(ANNEALING, LOSS, NOISED_WEIGHT, NOISED_SIGMA, NOISED_POINTS);
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
    Optional<NoisedDivergence> noised(Settings settings) {
        double weight = settings.get(NOISED_WEIGHT);
        return weight == 0 ? Optional.empty() : Optional.of(new NoisedDivergence(weight, settings.get(NOISED_SIGMA), settings.get(NOISED_POINTS)));
    }
}
