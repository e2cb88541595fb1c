package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScaledTargetTest {
    private static final DensityTarget SHIFTED = new ShiftedNormal(3, -1, 2, 5);

    @Test
    void scoreIsTheGradientOfTheLogDensity() {
        try (Scope scope = Scope.open()) {
            var scaled = new ScaledTarget(SHIFTED, 4);
            Tensor y = ShiftedNormal.points();
            double[] derived = Gradient.of(scaled.logDensity(y).sum()).wrt(y).toDoubleArray();
            assertArrayEquals(derived, scaled.score(y).toDoubleArray(), 1e-12);
        }
    }

    @Test
    void isTheLawOfTheQuotient() {
        try (Scope scope = Scope.open()) {
            Tensor y = ShiftedNormal.points();
            double[] truth = new ShiftedNormal(3.0 / 4, -1.0 / 4, 2.0 / 4, 5.0 / 4)
                    .score(y)
                    .toDoubleArray();
            assertArrayEquals(truth, new ScaledTarget(SHIFTED, 4).score(y).toDoubleArray(), 1e-12);
        }
    }

    /** Exactly, as 4 is a power of 2: path, noise and both networks all see x / scale. */
    @Test
    void aScaledSamplerIsTheSamplerOfTheScaledTarget() {
        double[] scaled = draws(SHIFTED, 4);
        double[] units = draws(new ScaledTarget(SHIFTED, 4), 1);
        for (int i = 0; i < units.length; i++) {
            units[i] *= 4;
        }
        assertArrayEquals(units, scaled);
    }

    private static double[] draws(DensityTarget target, double scale) {
        var noised = Optional.of(new NoisedDivergence(Schedule.constant(10), 0.5, 50));
        var sampler = SmallSamplers.fisher(4, scale, FisherLoss.EXACT, noised, Compute.standard());
        try (Scope scope = Scope.open();
                var training = sampler.start(target, RandomStream.of(1))) {
            for (int i = 0; i < 6; i++) {
                training.step();
            }
            return training.sampler().draw(20, RandomStream.of(2)).points().toDoubleArray();
        }
    }
}
