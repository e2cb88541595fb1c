package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.dynamics.RandomWalk;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains that begin where the density is finite and its derivative is not. */
class StartTest {
    private static final Compute COMPUTE = Compute.standard();
    private static final MetropolisSettings SETTINGS = new MetropolisSettings(20, 0.5, 0, 0.5);
    private static final Draws START = Draws.of(Tensor.of(DType.FLOAT32, new double[] {1, -1, 0, 0}, 2, 2));

    /** {@code log q = -|x|}, without a derivative at 0. */
    private record Cone() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.square().sum(1).sqrt().neg();
        }
    }

    @Test
    void aMethodThatNeedsTheScoreSaysThatItIsMissing() {
        List<Corrector> all = List.of(
                new Metropolis(new Mala(), SETTINGS, COMPUTE),
                new Metropolis(new Hmc(3), SETTINGS, COMPUTE),
                new ParallelTempering(new ParallelTempering.Settings(5, 0, 2, 0.5, 0.1), COMPUTE),
                new Langevin(5, 0.1, COMPUTE),
                new Svgd(5, 0.1, COMPUTE));
        for (Corrector corrector : all) {
            var error = assertThrows(
                    DivergenceException.class,
                    () -> corrector.correct(new Cone(), START, RandomStream.of(1)),
                    corrector.toString());
            assertEquals("the score of Cone is NaN in coordinate 0 at row 1, x = [0.0, 0.0]", error.getMessage());
        }
    }

    /**
     * Each of 20 proposals is accepted with a probability of more than 0.2: a chain that never moves has one of less
     * than 0.8^20, 0.012; seeded.
     */
    @Test
    void aRandomWalkNeedsNone() {
        Tensor moved = new Metropolis(new RandomWalk(), SETTINGS, COMPUTE)
                .correct(new Cone(), START, RandomStream.of(1))
                .draws()
                .points();
        assertTrue(moved.get(1, 0) != 0);
    }
}
