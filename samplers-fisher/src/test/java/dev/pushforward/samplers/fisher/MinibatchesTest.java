package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.parallel.Workers;
import dev.pushforward.testkit.TremblingNormal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A target of minibatches is found as it is. Those of N(0, 1) tremble by 2 x: with one minibatch squared the sampler
 * would come to a variance of {@code 1 / sqrt(1 + 4)}. An affine generator and score, so that nothing else is in the
 * way; seeded: the outcome does not vary.
 */
class MinibatchesTest {
    private static final int ITERATIONS = 1500;
    private static final MlpSettings AFFINE = new MlpSettings(List.of(), Activation.IDENTITY, Initialization.PYTORCH);

    @ParameterizedTest
    @EnumSource(names = {"S2D", "EXACT"}) // DIRECT does not come to a normal target even without minibatches
    void areNotSquared(FisherLoss loss) {
        assertEquals(1, variance(loss, Optional.empty()), 0.1);
    }

    /** Nor are the weights of the law under noise those of a minibatch. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 100})
    void norAreTheirExponentialsTaken(double weight) {
        assertEquals(
                1,
                variance(FisherLoss.EXACT, Optional.of(new NoisedDivergence(Schedule.constant(weight), 0.7, 500))),
                0.1);
    }

    private static double variance(FisherLoss loss, Optional<NoisedDivergence> noised) {
        var compute = new Compute(DType.FLOAT64, Workers.of(1));
        var generator =
                new GeneratorSettings(0, AFFINE, Adam.Settings.of(Schedule.falling(5e-3, ITERATIONS, 0.5)), 0.99);
        var settings =
                new AnnealedFisherSettings(new AlternatingSettings(ITERATIONS, 200, 3, 1, generator), 0, loss, noised);
        var score = new ScoreNetworkSettings(AFFINE, Adam.Settings.of(Schedule.falling(1e-2, 3 * ITERATIONS, 0.5)));
        var sampler = new AnnealedFisherSampler(
                settings, new ScoreNetwork(new ExactScoreMatching(), score, compute), compute);
        try (var training = sampler.start(new TremblingNormal(1, 2), RandomStream.of(3))) {
            while (training.iteration() < ITERATIONS) {
                training.step();
            }
            return training.sampler()
                    .draw(20_000, RandomStream.of(4))
                    .points()
                    .square()
                    .mean()
                    .item();
        }
    }
}
