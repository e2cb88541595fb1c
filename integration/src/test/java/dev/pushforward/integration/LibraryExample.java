package dev.pushforward.integration;

import dev.pushforward.core.Compute;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.generator.NoisedDivergence;
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
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The use of a module as a library that the documentation shows: a test compares the two. */
final class LibraryExample {
    private LibraryExample() {}

    static void save(Training training, Path file) throws IOException {
        // snippet: save
        StateFile.write(file, training.sampler().saved().orElseThrow());
        // end
    }

    static Tensor load(Path file) throws IOException {
        // snippet: load
        TrainedSampler sampler = SavedSampler.load(StateFile.read(file), Workers.common());
        return sampler.draw(2000, RandomStream.of(2)).points(); // [2000, 2]
        // end
    }

    static Tensor train(int iterations) {
        // snippet: library
        Compute compute = Compute.standard(); // float32, all processors
        var layers = new MlpSettings(List.of(64, 64), Activation.TANH, Initialization.PYTORCH);
        // The score keeps its learning rate: a sampler that is faster than its score diverges.
        var fit = new Adam.Settings(Schedule.constant(1e-3), 0.5, 0.999, 1e-8);
        var move = new Adam.Settings(Schedule.falling(1e-3, iterations, 0.5), 0.5, 0.999, 1e-8); // falls to 0
        var score = new ScoreNetwork(new ExactScoreMatching(), new ScoreNetworkSettings(layers, fit), compute);
        var generator = new GeneratorSettings(0, layers, move, 0.99); // z as wide as x; draws by averaged parameters
        var alternating = new AlternatingSettings(iterations, 500, 5, 2, generator); // 500 draws, 5 fits, in units of 2
        var noised = new NoisedDivergence(Schedule.constant(100), 0.8, 1000); // else part of the ring stays empty
        var settings = new AnnealedFisherSettings(alternating, iterations / 3, FisherLoss.EXACT, Optional.of(noised));
        var sampler = new AnnealedFisherSampler(settings, score, compute);
        try (Training training = sampler.start(new Ring(2), RandomStream.of(1))) {
            TrainingLoop.run(training, () -> false, List.of());
            return training.sampler().draw(2000, RandomStream.of(2)).points(); // [2000, 2]
        }
        // end
    }
}
