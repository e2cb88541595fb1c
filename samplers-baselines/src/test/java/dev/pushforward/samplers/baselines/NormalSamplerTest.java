package dev.pushforward.samplers.baselines;

import static dev.pushforward.testkit.StatisticalAssertions.assertSameLaw;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.State;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class NormalSamplerTest {
    private static final Compute COMPUTE = Compute.standard();

    /** The law of every coordinate; false alarms below 1e-6. */
    @Test
    void drawsFromTheLawThatItSays() {
        try (Training training =
                new NormalSampler(-1.5, 0.25, COMPUTE).start(() -> new Euclidean(3), RandomStream.of(1))) {
            double[] draws =
                    training.sampler().draw(10_000, RandomStream.of(2)).points().toDoubleArray();
            RandomGenerator exact = RandomStream.of(3).generator();
            assertSameLaw(
                    "coordinates",
                    exact.doubles(100_000)
                            .map(u -> -1.5 + 0.25 * exact.nextGaussian())
                            .toArray(),
                    draws,
                    1e-6);
        }
    }

    @Test
    void aStepIsRefusedAndSoIsTheStateOfATraining() {
        try (Training training = new NormalSampler(0, 1, COMPUTE).start(() -> new Euclidean(2), RandomStream.of(1))) {
            assertThrows(IllegalStateException.class, training::step);
            var foreign = assertThrows(
                    IllegalArgumentException.class,
                    () -> training.restore(State.empty().with("iteration", 7)));
            assertTrue(foreign.getMessage().contains("7"), foreign.getMessage());
        }
    }

    @Test
    void valuesThatAreNoneAreRefused() {
        for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new NormalSampler(0, scale, COMPUTE), "scale " + scale);
        }
        assertThrows(IllegalArgumentException.class, () -> new NormalSampler(Double.NaN, 1, COMPUTE));
    }
}
