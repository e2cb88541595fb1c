package org.example.library;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.generator.SavedSampler;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.core.train.TrainingLoop;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.AnnealedFisherSettings;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains a sampler of a Gaussian that is not at the origin, stores it in a file, draws from what the file holds, and
 * prints the mean of the draws. Arguments: the number of iterations and the file.
 */
public final class Main {
    private Main() {}

    /** log q = -((x - 1)^2 + (y + 0.5)^2) / (2 * 0.5^2). */
    private record Shifted() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.column(0)
                    .sub(1)
                    .square()
                    .add(x.column(1).add(0.5).square())
                    .mul(-2);
        }
    }

    public static void main(String[] arguments) throws IOException {
        int iterations = Integer.parseInt(arguments[0]);
        Compute compute = Compute.standard();
        var layers = new MlpSettings(List.of(32, 32), Activation.TANH, Initialization.PYTORCH);
        var adam = Adam.Settings.of(Schedule.constant(3e-3));
        var score = new ScoreNetwork(new ExactScoreMatching(), new ScoreNetworkSettings(layers, adam), compute);
        var generator = new GeneratorSettings(0, layers, adam, 0.9);
        var alternating = new AlternatingSettings(iterations, 500, 5, 1, generator);
        var settings = new AnnealedFisherSettings(alternating, iterations / 3, FisherLoss.EXACT, Optional.empty());
        try (Training training =
                new AnnealedFisherSampler(settings, score, compute).start(new Shifted(), RandomStream.of(1))) {
            TrainingLoop.run(training, () -> false, List.of());
            Path file = Path.of(arguments[1]);
            StateFile.write(file, training.sampler().saved().orElseThrow()); // all that its draws need
            TrainedSampler sampler = SavedSampler.load(StateFile.read(file), compute.workers());
            Tensor mean = sampler.draw(2000, RandomStream.of(2)).points().mean(0); // [2000, 2] -> [2]
            System.out.println(mean.get(0) + " " + mean.get(1));
        }
    }
}
