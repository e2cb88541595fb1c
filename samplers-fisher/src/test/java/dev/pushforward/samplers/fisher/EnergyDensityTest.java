package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Training;
import dev.pushforward.core.nn.EnergyDensity;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.InnerProductEnergy;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** An energy that a network holds is sampled as any other density is. */
class EnergyDensityTest {
    /** {@code x . (x / 2 - m)} is the energy of N(m, I) but for a constant, so the steps are those of that target. */
    @Test
    void annealedTrainingStepsAreThoseOfTheSameTargetInClosedForm() {
        Mlp psi = Mlp.create(
                List.of(2, 2),
                Activation.TANH,
                Initialization.PYTORCH,
                DType.FLOAT32,
                RandomStream.of(1).generator());
        TensorMemory.copy(
                Tensor.of(DType.FLOAT32, new double[] {0.5, 0, 0, 0.5, -2, 1}, 6),
                psi.parameters().flat());
        var learned = new EnergyDensity(new InnerProductEnergy(psi), new Euclidean(2), OptionalDouble.empty());
        Tensor before = psi.parameters().flat().kept();
        Tensor expected = drawsAfterFiveSteps(new Normal(2, -1));
        Tensor draws = drawsAfterFiveSteps(learned);
        assertTrue(draws.isFinite());
        assertEquals(0, draws.sub(expected).abs().max(1).max(0).item(), 1e-3);
        assertEquals(0, psi.parameters().flat().sub(before).abs().sum().item(), "the energy is not trained");
    }

    private record Normal(double first, double second) implements DensityTarget {
        @Override
        public Euclidean space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.sub(x.like(new double[] {first, second}, 2))
                    .square()
                    .sum(1)
                    .mul(-0.5);
        }
    }

    private static Tensor drawsAfterFiveSteps(DensityTarget target) {
        try (Training training =
                SmallSamplers.fisher(FisherLoss.S2D, 3, Compute.standard()).start(target, RandomStream.of(4))) {
            for (int i = 0; i < 5; i++) {
                training.step();
            }
            return training.sampler().draw(100, RandomStream.of(5)).points().kept();
        }
    }
}
