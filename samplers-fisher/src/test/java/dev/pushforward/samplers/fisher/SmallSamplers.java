package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.tensor.Activation;
import java.util.List;
import java.util.Optional;

/** Samplers and estimators with networks small enough for tests. */
final class SmallSamplers {
    private SmallSamplers() {}

    static ScoreNetwork score(ScoreMatchingLoss loss, Compute compute) {
        var network = new MlpSettings(List.of(24, 24), Activation.GELU, Initialization.PYTORCH);
        return new ScoreNetwork(
                loss, new ScoreNetworkSettings(network, Adam.Settings.of(Schedule.constant(5e-3))), compute);
    }

    static AnnealedFisherSampler fisher(FisherLoss loss, int annealing, Compute compute) {
        return fisher(loss, annealing, Optional.empty(), compute);
    }

    static AnnealedFisherSampler fisher(
            FisherLoss loss, int annealing, Optional<NoisedDivergence> noised, Compute compute) {
        return fisher(annealing, 1, loss, noised, compute);
    }

    static AnnealedFisherSampler fisher(
            int annealing, double scale, FisherLoss loss, Optional<NoisedDivergence> noised, Compute compute) {
        var network = new MlpSettings(List.of(24, 24), Activation.LEAKY_RELU, Initialization.PYTORCH);
        var generator = new GeneratorSettings(0, network, Adam.Settings.of(Schedule.constant(1e-3)), 0.9);
        var settings = new AnnealedFisherSettings(
                new AlternatingSettings(200, 600, 2, scale, generator), annealing, loss, noised);
        return new AnnealedFisherSampler(settings, score(new ExactScoreMatching(), compute), compute);
    }
}
