package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A target that misbehaves ends the training with a message that says who, when and where. */
class TrainingErrorsTest {
    private record Density(UnaryOperator<Tensor> f) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return f.apply(x);
        }

        @Override
        public String name() {
            return "bad-target";
        }
    }

    private static String messageOf(UnaryOperator<Tensor> logDensity) {
        try (Training training = SmallSamplers.fisher(FisherLoss.S2D, 0, Compute.standard())
                .start(new Density(logDensity), RandomStream.of(1))) {
            return assertThrows(TrainingException.class, training::step).getMessage();
        }
    }

    /** A score that is not finite is said to come of the density, where that is not finite either. */
    @Test
    void nanDensityNamesTargetIterationAndRow() {
        String message = messageOf(x -> x.square().sum(1).neg().sqrt());
        assertTrue(message.startsWith("iteration 0: the log density of bad-target is NaN at row 0, x = ["), message);
    }

    @Test
    void wrongShapeIsNamed() {
        String message = messageOf(x -> x.square().mul(-0.5));
        assertTrue(message.contains("bad-target"), message);
        assertTrue(message.contains("must be [72]"), message);
    }

    /**
     * The score of {@code x^(3/2)} is finite at 0 and has no derivative there: no parameter of the generator becomes
     * NaN, and its draws stay finite.
     */
    @Test
    void aGradientThatIsNotFiniteIsNamedAndNotTaken() {
        var target =
                new Density(x -> x.square().mul(-0.5).sub(x.relu().pow(1.5)).sum(1));
        try (Training training =
                SmallSamplers.fisher(FisherLoss.S2D, 0, Compute.standard()).start(target, RandomStream.of(1))) {
            String message =
                    assertThrows(TrainingException.class, training::step).getMessage();
            assertTrue(
                    message.startsWith("iteration 0: generator loss: the gradient is not finite, first in the parameter"
                            + " 'weights-1': "),
                    message);
            assertTrue(training.sampler().draw(100, RandomStream.of(2)).points().isFinite());
        }
    }

    @Test
    void annealingLongerThanTrainingIsRefused() {
        var network = new MlpSettings(List.of(8), Activation.TANH, Initialization.GLOROT);
        var generator = new GeneratorSettings(0, network, Adam.Settings.of(Schedule.constant(1)), 0);
        var training = new AlternatingSettings(10, 100, 1, 1, generator);
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new AnnealedFisherSettings(training, 11, FisherLoss.S2D, Optional.empty()));
        assertEquals(
                "annealing = 11 is more than iterations = 10: the target itself would never be trained on; lower"
                        + " annealing or raise iterations",
                e.getMessage());
    }
}
