package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.DenoisingScoreMatching;
import dev.pushforward.samplers.fisher.ScoreMatchingLoss;

/** Provides {@link DenoisingScoreMatching}. */
@Component(
        name = "denoising-score-matching",
        summary = "Score network fitted by denoising score matching; estimates the score of the smoothed distribution.",
        citation = "Vincent 2011, A connection between score matching and denoising autoencoders,"
                + " doi:10.1162/NECO_a_00142")
public final class DenoisingScoreMatchingFactory extends ScoreMatchingFactory {
    private static final Setting<Double> SIGMA =
            Setting.positive("sigma", 0.05, "standard deviation of the noise, in units of the sampler's scale");

    /** For ServiceLoader. */
    public DenoisingScoreMatchingFactory() {
        super(SIGMA);
    }

    @Override
    ScoreMatchingLoss loss(Settings settings) {
        return new DenoisingScoreMatching(settings.get(SIGMA));
    }
}
