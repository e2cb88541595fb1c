package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.ScoreMatchingLoss;
import dev.pushforward.samplers.fisher.SlicedScoreMatching;

/** Provides {@link SlicedScoreMatching}. */
@Component(
        name = "sliced-score-matching",
        summary = "Score network fitted by sliced score matching; for any dimension.",
        citation = "Song, Garg, Shi, Ermon 2019, Sliced score matching, arXiv:1905.07088")
public final class SlicedScoreMatchingFactory extends ScoreMatchingFactory {
    private static final Setting<Integer> SLICES =
            Setting.integer("slices", 1, 1, 1 << 16, "random directions per point");

    /** For ServiceLoader. */
    public SlicedScoreMatchingFactory() {
        super(SLICES);
    }

    @Override
    ScoreMatchingLoss loss(Settings settings) {
        return new SlicedScoreMatching(settings.get(SLICES));
    }
}
