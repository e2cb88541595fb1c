package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.samplers.fisher.ScoreMatchingLoss;

/** Provides {@link ExactScoreMatching}. */
@Component(
        name = "exact-score-matching",
        summary = "Score network fitted by exact score matching; for few dimensions.",
        citation = "Hyvarinen 2005, Estimation of non-normalized statistical models by score matching, JMLR 6:695-709")
public final class ExactScoreMatchingFactory extends ScoreMatchingFactory {
    /** For ServiceLoader. */
    public ExactScoreMatchingFactory() {}

    @Override
    ScoreMatchingLoss loss(Settings settings) {
        return new ExactScoreMatching();
    }
}
