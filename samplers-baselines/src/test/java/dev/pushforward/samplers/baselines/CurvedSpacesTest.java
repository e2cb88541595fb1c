package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.Space;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.coordinates.WhitenedSampler;
import dev.pushforward.core.coordinates.Whitening;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.FisherBound;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.generator.Noise;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.generator.NoisedTarget;
import dev.pushforward.core.generator.SelfCheckSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.AnnealedFisherSettings;
import dev.pushforward.samplers.fisher.DenoisingScoreMatching;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.samplers.fisher.ScoreMatchingLoss;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import dev.pushforward.samplers.fisher.SlicedScoreMatching;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.OnCircle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A curved space: what holds on it is trained there, and all else says by name that it works in R^d only. */
class CurvedSpacesTest {
    private static final int STEPS = 100;
    private static final RandomStream KEY = RandomStream.of(11);
    private static final Compute COMPUTE = Compute.standard();
    private static final DensityTarget CIRCLE = new OnCircle();
    private static final MlpSettings NETWORK = new MlpSettings(List.of(8), Activation.TANH, Initialization.PYTORCH);

    private static final SelfCheckSettings CHECK = new SelfCheckSettings(10, 100, 1, 100, NETWORK, false);

    /** The score of the von Mises distribution that has the mean of the last draws, nearly. */
    private record VonMisesFit() implements ScoreEstimator {
        @Override
        public Estimation start(Space space, RandomStream random) {
            return new Fit(space);
        }

        private static final class Fit implements Estimation {
            private final Space space;
            private double[] pull = {0, 0};

            Fit(Space space) {
                this.space = space;
            }

            @Override
            public StepInfo fit(Tensor draws, RandomStream random) {
                double[] mean = draws.mean(0).toDoubleArray();
                double square = mean[0] * mean[0] + mean[1] * mean[1];
                double factor = (2 - square) / (1 - square); // of Banerjee et al. 2005: concentration over length
                pull = new double[] {factor * mean[0], factor * mean[1]};
                return StepInfo.of("x", mean[0]);
            }

            @Override
            public Tensor score(Tensor x) {
                return space.tangent(x, x.like(pull, 2).broadcastTo(x.shape()));
            }

            @Override
            public double smoothing() {
                return 0;
            }

            @Override
            public State state() {
                return State.empty();
            }

            @Override
            public void restore(State state) {
                // the next fit depends on its draws alone
            }

            @Override
            public void close() {
                // nothing to free
            }
        }
    }

    private static AlternatingSettings training(double scale) {
        Adam.Settings adam = Adam.Settings.of(Schedule.falling(3e-2, STEPS, 0.5));
        return new AlternatingSettings(STEPS, 64, 1, scale, new GeneratorSettings(0, NETWORK, adam, 0.9));
    }

    private static ImplicitSampler fisher(int annealing, double scale, Optional<NoisedDivergence> noised) {
        return new AnnealedFisherSampler(
                new AnnealedFisherSettings(training(scale), annealing, FisherLoss.EXACT, noised),
                new VonMisesFit(),
                COMPUTE);
    }

    /** 4,000 draws have a mean with a standard error of 0.01; seeded. */
    private static void assertLearns(ImplicitSampler sampler) {
        try (Training training = sampler.start(CIRCLE, KEY)) {
            for (int t = 0; t < STEPS; t++) {
                training.step();
            }
            assertTrue(training.sampler().saved().isEmpty(), "a saved generator does not say its space");
            Tensor x = training.sampler().draw(4000, KEY.split("draws")).points();
            assertEquals(0, x.square().sum(1).sub(1).abs().max(0).item(), 1e-5, "draws off the circle");
            double[] mean = x.mean(0).toDoubleArray();
            assertEquals(0.4464, mean[0], 0.06, "mean of x");
            assertEquals(0, mean[1], 0.06, "mean of y");
        }
    }

    @Test
    void theKullbackLeiblerDivergenceTrainsOnTheCircle() {
        assertLearns(new KlSampler(training(1), new VonMisesFit(), COMPUTE));
    }

    /** Its divergence is that of the space. */
    @Test
    void theFisherDivergenceTrainsOnTheCircle() {
        assertLearns(fisher(0, 1, Optional.empty()));
    }

    private static void assertRefused(String who, Executable work) {
        String message = assertThrows(IllegalArgumentException.class, work, who).getMessage();
        assertTrue(message.startsWith(who + " works in R^d, and "), who + ": " + message);
        assertTrue(message.contains("Circle["), who + ": " + message);
    }

    private static Executable start(ImplicitSampler sampler) {
        return () -> sampler.start(CIRCLE, KEY).close();
    }

    private static ScoreEstimator network(ScoreMatchingLoss loss) {
        return new ScoreNetwork(
                loss, new ScoreNetworkSettings(NETWORK, Adam.Settings.of(Schedule.constant(1e-3))), COMPUTE);
    }

    @Test
    void scoreMatchingIsRefused() {
        for (ScoreMatchingLoss loss :
                List.of(new ExactScoreMatching(), new SlicedScoreMatching(1), new DenoisingScoreMatching(0.1))) {
            assertRefused(loss.displayName(), start(new KlSampler(training(1), network(loss), COMPUTE)));
        }
    }

    @Test
    void whatASamplerAddsInRdIsRefused() {
        assertRefused("annealing, which begins at a normal distribution,", start(fisher(10, 1, Optional.empty())));
        assertRefused("scaling by 2.0", start(fisher(0, 2, Optional.empty())));
        var noised = new NoisedDivergence(Schedule.constant(1), 0.5, 100);
        assertRefused("a noised divergence", start(fisher(0, 1, Optional.of(noised))));
        AlternatingSettings plain = training(1);
        var checked = new AlternatingSettings(
                plain.iterations(),
                plain.batch(),
                plain.scoreSteps(),
                plain.scale(),
                plain.generator(),
                Optional.of(CHECK));
        assertRefused(
                "the bound of the Fisher divergence by which a training checks itself",
                start(new KlSampler(checked, new VonMisesFit(), COMPUTE)));
    }

    @Test
    void methodsThatHoldInRdOnlyAreRefused() {
        assertRefused("a Stein discrepancy", start(SmallSamplers.KSD.create(COMPUTE)));
        assertRefused("a minimax Fisher sampler", start(SmallSamplers.FISHER_NS.create(COMPUTE)));
        assertRefused("amortised Stein variational gradient descent", start(SmallSamplers.STEINGAN.create(COMPUTE)));
        assertRefused("a coupling flow", start(SmallSamplers.COUPLING_FLOW.create(COMPUTE)));
        assertRefused("whitening", start(new WhitenedSampler(SmallSamplers.KL.create(COMPUTE), 10, 1, COMPUTE)));
    }

    @Test
    void partsThatHoldInRdOnlyAreRefused() {
        assertRefused("scaling by 2.0", () -> new ScaledTarget(CIRCLE, 2));
        assertRefused("a target under noise", () -> new NoisedTarget(CIRCLE, Noise.mixed(0.5), 10, DType.FLOAT64, KEY));
        assertRefused("whitening", () -> Whitening.of(CIRCLE, 10, 1, DType.FLOAT64, KEY));
        assertRefused(
                "the bound of the Fisher divergence by which a training checks itself",
                () -> new FisherBound(CIRCLE, Noise.added(0.1), COMPUTE));
    }
}
