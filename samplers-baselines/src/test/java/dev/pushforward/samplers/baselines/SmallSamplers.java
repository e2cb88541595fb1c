package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import dev.pushforward.tensor.Activation;
import java.util.List;

/** Each method with networks small enough for tests. */
enum SmallSamplers {
    KL(500, 5e-3) {
        @Override
        ImplicitSampler create(Compute compute) {
            var score = new ScoreNetworkSettings(NETWORK, Adam.Settings.of(Schedule.constant(5e-3)));
            return new KlSampler(training(3), new ScoreNetwork(new ExactScoreMatching(), score, compute), compute);
        }
    },
    KSD(1500, 1e-2) {
        @Override
        ImplicitSampler create(Compute compute) {
            return new SteinDiscrepancySampler(training(0), SteinKernel.RBF, compute);
        }
    },
    FISHER_NS(1500, 1e-2) {
        @Override
        ImplicitSampler create(Compute compute) {
            var loss = new MinimaxFisherLoss(10, 0);
            return new MinimaxFisherSampler(
                    new MinimaxFisherSettings(training(5), loss, 0, NETWORK, Adam.Settings.of(Schedule.constant(1e-2))),
                    compute);
        }
    },
    STEINGAN(500, 5e-3) {
        @Override
        ImplicitSampler create(Compute compute) {
            return new SteinGan(training(0), compute);
        }
    },
    COUPLING_FLOW(600, 1e-2) {
        @Override
        ImplicitSampler create(Compute compute) {
            return new CouplingFlowSampler(
                    new CouplingFlowSettings(iterations, 300, 1, 4, NETWORK, adam(), 0.9), compute);
        }
    };

    private static final MlpSettings NETWORK =
            new MlpSettings(List.of(24, 24), Activation.TANH, Initialization.PYTORCH);

    final int iterations;
    private final double rate;

    SmallSamplers(int iterations, double rate) {
        this.iterations = iterations;
        this.rate = rate;
    }

    abstract ImplicitSampler create(Compute compute);

    AlternatingSettings training(int scoreSteps) {
        return new AlternatingSettings(iterations, 300, scoreSteps, 1, new GeneratorSettings(0, NETWORK, adam(), 0.9));
    }

    Adam.Settings adam() {
        return Adam.Settings.of(Schedule.falling(rate, iterations, 0.5));
    }
}
