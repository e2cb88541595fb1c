package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.FisherLoss;
import java.util.List;
import java.util.Optional;

/** Provides {@link AnnealedFisherSampler} with the older direct loss. */
@Component(
        name = "direct",
        summary =
                "Fisher sampler by the direct gradient (FSD-NS), which ignores that the sampler's own score moves; for"
                        + " comparison.",
        citation = "Luo, Zhang, Zhang 2023, Annealed Fisher implicit sampler, OpenReview eLgK35G3A5d, the method it"
                + " compares with")
public final class DirectFactory extends FisherFactory {
    /** For ServiceLoader. */
    public DirectFactory() {
        super(List.of());
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
        return FisherLoss.DIRECT;
    }
}
