package dev.pushforward.integration;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.Training;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Activation;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.train.TrainingLoop;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.AnnealedFisherSettings;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import java.util.List;

/** The snippets of the README, compiled: a test compares them. */
final class LibraryExample {
    private LibraryExample() {}

    // snippet: target
    /** A ring of radius 2: log q = -(|x| - 2)^2 / (2 * 0.3^2). */
    record Ring() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) { // [n, 2] -> [n]; the score comes from automatic differentiation
            Tensor r = x.square().sum(1).sqrt();
            return r.sub(2).square().mul(-1 / (2 * 0.3 * 0.3));
        }
    }
    // end

    static Tensor train(int iterations) {
        // snippet: library
        Compute compute = Compute.standard(); // float32, all processors
        MlpSettings layers = new MlpSettings(List.of(64, 64), Activation.TANH, Initialization.PYTORCH);
        ScoreNetwork score = new ScoreNetwork(
                new ExactScoreMatching(), new ScoreNetworkSettings(layers, Schedule.constant(1e-3), 0.5, 0.999), compute);
        AnnealedFisherSettings settings = new AnnealedFisherSettings(
                iterations, iterations / 3, 500, 0, 5, FisherLoss.EXACT, layers, Schedule.linear(4e-4, 0, iterations), 0.5, 0.999, 0.99);
        try (Training training = new AnnealedFisherSampler(settings, score, compute).start(new Ring(), RandomStream.of(1))) {
            TrainingLoop.run(training, () -> false, List.of());
            return training.sampler().draw(2000, RandomStream.of(2)).points(); // [2000, 2]
        }
        // end
    }
}
