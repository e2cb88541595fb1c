package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.dynamics.RandomWalk;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.CountingTarget;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What the methods with a Metropolis test ask of a target: density and score in one pass, and nothing that records a
 * tape through a density which the target does not differentiate itself.
 */
class OwnScoreTest {
    private static final RandomStream KEY = RandomStream.of(8);
    private static final Draws START = Draws.of(Tensor.normal(DType.FLOAT64, KEY.generator(), 600, 2));
    private static final MetropolisSettings SETTINGS = new MetropolisSettings(4, 0.3, 3, 0.6);

    /** {@code log q = -|x|^4 / 4}. */
    private static class Derived implements DensityTarget {
        final AtomicLong densities = new AtomicLong();

        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            densities.addAndGet(x.size(0));
            return x.square().sum(1).square().mul(-0.25);
        }
    }

    /** With a score in closed form, and a density that nobody may differentiate, as of data too large for memory. */
    private static final class Written extends Derived {
        @Override
        public Tensor logDensity(Tensor x) {
            assertFalse(x.isTracked(), "the density of a target with a score of its own is differentiated");
            return super.logDensity(x);
        }

        @Override
        public Evaluation evaluate(Tensor x) {
            return new Evaluation(
                    logDensity(x), x.mul(x.square().sum(1).unsqueeze(1)).neg());
        }
    }

    private static List<Corrector> withScores() {
        Compute compute = Compute.standard();
        var tempering = new ParallelTempering.Settings(4, 3, 3, 0.2, 0.3);
        return List.of(
                new Metropolis(new Mala(), SETTINGS, compute),
                new Metropolis(new Hmc(3), SETTINGS, compute),
                new ParallelTempering(tempering, compute));
    }

    @Test
    void ownScoresAreAskedFor() {
        for (Corrector corrector : withScores()) {
            var target = new CountingTarget(new Written());
            Correction written = corrector.correct(target, START, KEY);
            assertEquals(written.densityEvaluations(), target.densities(), "densities of " + corrector);
            assertEquals(written.scoreEvaluations(), target.scores(), "scores of " + corrector);
            Correction derived = corrector.correct(new Derived(), START, KEY);
            assertEquals(
                    derived.scoreEvaluations(), written.scoreEvaluations(), "scores of " + corrector + ", as counted");
            assertArrayEquals(
                    derived.draws().points().toDoubleArray(),
                    written.draws().points().toDoubleArray(),
                    1e-9,
                    "the same chains by " + corrector);
        }
    }

    @Test
    void derivedScoresComeWithTheDensity() {
        for (Corrector corrector : withScores()) {
            var target = new Derived();
            Correction correction = corrector.correct(target, START, KEY);
            assertEquals(
                    correction.densityEvaluations(),
                    target.densities.get(),
                    "densities of " + corrector + ", those for scores among them");
        }
    }

    @Test
    void aRandomWalkTakesNoScore() {
        var target = new CountingTarget(new Written());
        new Metropolis(new RandomWalk(), SETTINGS, Compute.standard()).correct(target, START, KEY);
        assertEquals(600 * 8, target.densities());
        assertEquals(0, target.scores());
    }
}
