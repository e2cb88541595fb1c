package dev.pushforward.samplers.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.TrainingLoop;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is estimated is the law under noise sigma, however much of it the estimator brings: then G(z) + sigma e comes to
 * the target.
 */
class SmoothingTest {
    private static final double SIGMA = 0.5;

    /** N(0.7, 0.8^2) on the line. */
    private record Normal() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.sub(0.7).square().sum(1).div(-2 * 0.64);
        }
    }

    /**
     * An affine G and a normal target, so that the mean comes to 0.7 and the variance to 0.64 - sigma^2; 20,000 draws
     * have standard errors of 0.0044 and 0.0039.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, SIGMA})
    void theSmoothedSamplerComesToTheTarget(double tau) {
        assertComesToTheTarget(Schedule.constant(SIGMA), tau);
    }

    @Test
    void sigmaMayFall() {
        assertComesToTheTarget(Schedule.geometric(2, SIGMA, 300), 0.3);
    }

    private static void assertComesToTheTarget(Schedule sigma, double tau) {
        var training = affine(sigma, tau).start(new Normal(), RandomStream.of(1));
        TrainingLoop.run(training, () -> false, List.of());
        try (Scope scope = Scope.open()) {
            Tensor x = training.sampler().draw(20_000, RandomStream.of(2)).points();
            double mean = x.mean().item();
            assertEquals(0.7, mean, 0.04);
            assertEquals(0.64 - SIGMA * SIGMA, x.sub(mean).square().mean().item(), 0.04);
        }
    }

    private static DenoisingFisherSampler affine(Schedule sigma, double tau) {
        var network = new MlpSettings(List.of(), Activation.IDENTITY, Initialization.PYTORCH);
        return SmallSamplers.dft(
                1000,
                1000,
                network,
                sigma,
                Optional.empty(),
                new NormalFit(tau),
                new Compute(DType.FLOAT64, Workers.of(1)));
    }

    @Test
    void smoothingBeyondSigmaIsRefused() {
        var sampler = affine(Schedule.geometric(1, 0.1, 500), 0.3);
        var e = assertThrows(IllegalArgumentException.class, () -> sampler.start(new Normal(), RandomStream.of(1)));
        assertEquals(
                "the noise is 0.1 and the score estimator smooths by 0.3: it must not smooth by more, as what is"
                        + " needed is the score of the draws under that noise; lower the estimator's sigma or raise the"
                        + " noise",
                e.getMessage());
    }
}
