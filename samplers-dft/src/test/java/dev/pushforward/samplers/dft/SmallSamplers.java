package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.generator.SelfCheckSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.samplers.fisher.DenoisingScoreMatching;
import dev.pushforward.samplers.fisher.ScoreMatchingLoss;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import dev.pushforward.tensor.Activation;
import java.util.List;
import java.util.Optional;

/** Samplers with networks small enough for tests. */
final class SmallSamplers {
    private SmallSamplers() {}

    static DenoisingFisherSampler dft(
            Schedule sigma, Optional<NoisedDivergence> noised, ScoreMatchingLoss loss, Compute compute) {
        var network = new MlpSettings(List.of(24, 24), Activation.ELU, Initialization.PYTORCH);
        var score = new ScoreNetwork(
                loss, new ScoreNetworkSettings(network, Adam.Settings.of(Schedule.constant(5e-3))), compute);
        return dft(200, 600, network, sigma, noised, score, compute);
    }

    static DenoisingFisherSampler dft(
            int iterations,
            int batch,
            MlpSettings network,
            Schedule sigma,
            Optional<NoisedDivergence> noised,
            ScoreEstimator score,
            Compute compute) {
        var adam = Adam.Settings.of(Schedule.falling(3e-3, iterations, 0.5));
        return dft(
                new AlternatingSettings(iterations, batch, 2, 1, new GeneratorSettings(0, network, adam, 0.9)),
                sigma,
                noised,
                score,
                compute);
    }

    private static DenoisingFisherSampler dft(
            AlternatingSettings training,
            Schedule sigma,
            Optional<NoisedDivergence> noised,
            ScoreEstimator score,
            Compute compute) {
        return new DenoisingFisherSampler(
                new DenoisingFisherSettings(training, sigma, DenoisingFisherLoss.FULL, noised), score, compute);
    }

    /** Of so many iterations in units of this scale, checked as the settings say. */
    static DenoisingFisherSampler checked(
            int iterations, double scale, Optional<SelfCheckSettings> check, Compute compute) {
        var network = new MlpSettings(List.of(24, 24), Activation.TANH, Initialization.PYTORCH);
        var score = new ScoreNetwork(
                new DenoisingScoreMatching(0.3),
                new ScoreNetworkSettings(network, Adam.Settings.of(Schedule.constant(5e-3))),
                compute);
        var generator =
                new GeneratorSettings(0, network, Adam.Settings.of(Schedule.falling(3e-3, iterations, 0.5)), 0.9);
        var training = new AlternatingSettings(iterations, 200, 2, scale, generator);
        return dft(
                check.map(training::checkedBy).orElse(training),
                Schedule.geometric(1, 0.3, iterations / 2),
                Optional.empty(),
                score,
                compute);
    }

    /** Checks by small critics. */
    static SelfCheckSettings check(int every, int fits, boolean selects) {
        return new SelfCheckSettings(
                every,
                1000,
                fits,
                200,
                new MlpSettings(List.of(24, 24), Activation.TANH, Initialization.PYTORCH),
                selects);
    }
}
