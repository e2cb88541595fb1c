package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.IsotropicGaussian;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What is documented of short runs, on exact draws of N(0, 1), whose variance has a standard error of 0.01. */
class ParallelTemperingTest {
    private static final IsotropicGaussian TARGET = new IsotropicGaussian(1, 0, 1);
    private static final RandomStream KEY = RandomStream.of(2);

    private static double variance(int adaptation, int sweeps) {
        Tensor x = TARGET.draw(20_000, KEY.split("draws"));
        var corrector = new ParallelTempering(
                new ParallelTempering.Settings(sweeps, adaptation, 5, 0.1, 0.05), Compute.standard());
        return corrector
                .correct(TARGET, Draws.of(x), KEY)
                .draws()
                .points()
                .square()
                .mean()
                .item();
    }

    /** 0.907 in 100,000 draws: four standard errors below what is allowed. */
    @Test
    void aFewSweepsNarrowExactDraws() {
        double variance = variance(0, 10);
        assertTrue(variance < 0.95, "variance after 10 sweeps: " + variance);
    }

    /** Five standard errors: false alarm below 6e-7. */
    @Test
    void moreSweepsGiveTheLawBack() {
        assertEquals(1, variance(50, 100), 0.05);
    }
}
