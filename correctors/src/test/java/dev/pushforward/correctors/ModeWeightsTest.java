package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.Draws;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.DoubleWell;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What correctors do to the weights of two wells behind a barrier of 10 nats: the truth is 0.155 and 0.845. */
class ModeWeightsTest {
    private static final DoubleWell TARGET = new DoubleWell(-0.5, -6, 1);
    private static final int N = 2000;

    /** Draws of which a share lies in the left well. */
    private static Draws start(double left) {
        double[] x = new double[2 * N];
        var random = RandomStream.of(17).generator();
        for (int i = 0; i < N; i++) {
            x[2 * i] = (i < left * N ? -1.7 : 1.7) + 0.2 * random.nextGaussian();
            x[2 * i + 1] = random.nextGaussian();
        }
        return Draws.of(Tensor.of(DType.FLOAT32, x, N, 2));
    }

    private static double left(Draws draws) {
        int count = 0;
        for (int mode : TARGET.modeOf(draws.points())) {
            count += mode == 0 ? 1 : 0;
        }
        return (double) count / N;
    }

    /** From no draw, half and every draw on the left: within 0.03, of which sampling noise is 0.008. Seeded. */
    @Test
    void parallelTemperingMendsTheWeights() {
        Corrector corrector =
                new ParallelTempering(new ParallelTempering.Settings(200, 50, 5, 0.1, 0.05), Compute.standard());
        for (double share : new double[] {0, 0.5, 1}) {
            Correction correction = corrector.correct(TARGET, start(share), RandomStream.of(3));
            assertEquals(
                    TARGET.modeWeights()[0], left(correction.draws()), 0.03, "started with " + share + " on the left");
            assertTrue(
                    correction.acceptanceRate().orElseThrow() > 0.2,
                    "exchanges accepted: " + correction.acceptanceRate());
        }
    }

    /** Langevin steps at one temperature cannot: this is why the other exists. */
    @Test
    void langevinDoesNot() {
        Correction correction =
                new Langevin(100, 0.01, Compute.standard()).correct(TARGET, start(0.5), RandomStream.of(3));
        assertEquals(0.5, left(correction.draws()), 0.02);
    }

    /** A step size that is off by a factor of 1,000 either way is found: acceptance within 0.1 of what is wanted. */
    @Test
    void stepSizesAdapt() {
        for (double initial : new double[] {1e-4, 100}) {
            Corrector corrector =
                    new Metropolis(new Mala(), new MetropolisSettings(20, initial, 150, 0.574), Compute.standard());
            Correction correction = corrector.correct(TARGET, start(0.2), RandomStream.of(4));
            assertEquals(
                    0.574,
                    correction.acceptanceRate().orElseThrow(),
                    0.1,
                    "from a step size of " + initial + " to " + correction.stepSize());
        }
    }
}
