package dev.pushforward.correctors;

import static dev.pushforward.testkit.StatisticalAssertions.assertMean;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What the methods that need only an unbiased score do with a target that offers minibatches. */
class MinibatchesTest {
    private static final RandomStream KEY = RandomStream.of(21);

    /** N(0, 1) whose minibatches are N(m, 1) for m ~ N(0, 1); remembers at how many points each was asked for. */
    private static final class Noisy implements DensityTarget {
        private final Map<Double, Integer> asked = new ConcurrentHashMap<>();

        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            throw new AssertionError("a stochastic method asked for the whole density");
        }

        @Override
        public boolean hasMinibatches() {
            return true;
        }

        @Override
        public DensityTarget minibatch(RandomStream random) {
            double mean = random.generator().nextGaussian();
            return new DensityTarget() {
                @Override
                public Space space() {
                    return Noisy.this.space();
                }

                @Override
                public Tensor logDensity(Tensor x) {
                    asked.merge(mean, x.size(0), Integer::sum);
                    return x.sub(mean).square().sum(1).mul(-0.5);
                }
            };
        }
    }

    private static Corrector[] methods(Compute compute) {
        return new Corrector[] {
            new Langevin(7, 0.1, compute), new Langevin(7, t -> 0.1 / (t + 1), compute), new Svgd(7, 0.1, compute)
        };
    }

    @Test
    void eachStepSeesANewOneAtAllPoints() {
        for (Corrector method : methods(Compute.standard())) {
            var target = new Noisy();
            method.correct(target, Draws.of(Tensor.normal(DType.FLOAT32, KEY.generator(), 600, 1)), KEY);
            assertEquals(7, target.asked.size(), "minibatches of 7 steps of " + method);
            target.asked.forEach((mean, points) -> assertEquals(600, points, "points of the minibatch " + mean));
        }
    }

    @Test
    void threadsChangeNoBit() {
        Draws start = Draws.of(Tensor.normal(DType.FLOAT32, KEY.generator(), 600, 1));
        for (int i = 0; i < methods(Compute.standard()).length; i++) {
            Draws one = methods(new Compute(DType.FLOAT32, Workers.of(1)))[i]
                    .correct(new Noisy(), start, KEY)
                    .draws();
            Draws two = methods(new Compute(DType.FLOAT32, Workers.of(2)))[i]
                    .correct(new Noisy(), start, KEY)
                    .draws();
            assertSameBits("draws of method " + i + " on one thread and on two", one.points(), two.points());
        }
    }

    /**
     * The chain is linear: its mean and variance at every step are known, those of the minibatches' noise included.
     * False alarms below 1e-6.
     */
    @Test
    void theLawIsThatOfTheRecursion() {
        Schedule falling = t -> 0.5 * Math.pow(t + 1.0, -0.55);
        double[] ends = new double[300];
        double[] squares = new double[ends.length];
        for (int i = 0; i < ends.length; i++) {
            Draws start = Draws.of(Tensor.full(DType.FLOAT32, 3, 1, 1));
            ends[i] = new Langevin(30, falling, Compute.standard())
                    .correct(new Noisy(), start, KEY.split("falling").split(i))
                    .draws()
                    .points()
                    .item();
            squares[i] = ends[i] * ends[i];
        }
        double mean = 3;
        double variance = 0;
        for (int t = 0; t < 30; t++) {
            double h = falling.at(t);
            mean *= 1 - h / 2;
            variance = (1 - h / 2) * (1 - h / 2) * variance + h * h / 4 + h;
        }
        assertMean("the end of a chain", mean, ends, 1e-6);
        assertMean("its square", variance + mean * mean, squares, 1e-6);
    }
}
