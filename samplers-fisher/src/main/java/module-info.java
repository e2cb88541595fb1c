/**
 * Fisher implicit samplers, trained by the divergence between the scores of sampler and target (components {@code fis},
 * {@code afis}, {@code direct}), and the score estimators they need (components {@code exact-score-matching},
 * {@code sliced-score-matching}, {@code denoising-score-matching}).
 */
module dev.pushforward.samplers.fisher {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.samplers.fisher;

    provides dev.pushforward.core.spi.ImplicitSamplerFactory with
            dev.pushforward.samplers.fisher.internal.AfisFactory,
            dev.pushforward.samplers.fisher.internal.DirectFactory,
            dev.pushforward.samplers.fisher.internal.FisFactory;
    provides dev.pushforward.core.spi.ScoreEstimatorFactory with
            dev.pushforward.samplers.fisher.internal.DenoisingScoreMatchingFactory,
            dev.pushforward.samplers.fisher.internal.ExactScoreMatchingFactory,
            dev.pushforward.samplers.fisher.internal.SlicedScoreMatchingFactory;
}
