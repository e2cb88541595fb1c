package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Space;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.TrainingLoop;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sampler that the documentation shows. */
class MeanFieldTest extends ImplicitSamplerContract {
    /**
     * Independent coordinates of means 1 and -2 and standard deviations 0.5 and 3, which the sampler can fit exactly.
     */
    private record Box() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.column(0)
                    .sub(1)
                    .div(0.5)
                    .square()
                    .add(x.column(1).add(2).div(3).square())
                    .mul(-0.5);
        }
    }

    @Override
    protected ImplicitSampler create(Compute compute) {
        return new MeanField(10, 500, 1e-2, compute);
    }

    /**
     * Seeded. At the optimum the gradient's noise falls with the distance to it, so that the fit is nearer than that of
     * a sample.
     */
    @Test
    void trains() {
        ImplicitSampler sampler = new MeanField(1500, 200, 1e-2, new Compute(DType.FLOAT64, Workers.of(1)));
        try (Training training = sampler.start(new Box(), RandomStream.of(1))) {
            TrainingLoop.run(training, () -> false, List.of());
            Tensor gaussian = training.state().tensor("parameters.gaussian"); // [2, 2]: m, then s
            assertEquals(1, gaussian.get(0, 0), 0.05);
            assertEquals(-2, gaussian.get(0, 1), 0.3);
            assertEquals(Math.log(0.5), gaussian.get(1, 0), 0.05);
            assertEquals(Math.log(3), gaussian.get(1, 1), 0.05);
        }
    }
}
