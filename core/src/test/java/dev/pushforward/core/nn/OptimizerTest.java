package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.State;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    private static Parameters parameters(DType dtype, double... values) {
        return new Parameters(Map.of("w", Tensor.of(dtype, values, values.length)));
    }

    /** Three steps written out by Algorithm 1 of the paper, on gradients that change sign. */
    @Test
    void adamFollowsTheAlgorithm() {
        for (DType dtype : DType.values()) {
            Parameters w = parameters(dtype, 0.5, -1.0);
            Parameters g = w.zerosLike();
            Adam adam = new Adam(w, new Adam.Settings(Schedule.constant(0.1), 0.9, 0.99, 1e-8));
            double[] expected = {0.5, -1.0};
            double[] m = new double[2];
            double[] v = new double[2];
            double[][] gradients = {{0.3, -2.0}, {-0.1, 0.5}, {0.7, 0.0}};
            for (int t = 1; t <= 3; t++) {
                TensorMemory.copy(Tensor.of(dtype, gradients[t - 1], 2), g.flat());
                adam.step(g, Workers.of(1));
                for (int i = 0; i < 2; i++) {
                    double gi = gradients[t - 1][i];
                    m[i] = 0.9 * m[i] + 0.1 * gi;
                    v[i] = 0.99 * v[i] + 0.01 * gi * gi;
                    expected[i] -=
                            0.1 * (m[i] / (1 - Math.pow(0.9, t))) / (Math.sqrt(v[i] / (1 - Math.pow(0.99, t))) + 1e-8);
                }
                assertArrayEquals(
                        expected,
                        w.flat().toDoubleArray(),
                        dtype == DType.FLOAT64 ? 1e-14 : 1e-6,
                        dtype + ", step " + t);
            }
        }
    }

    /** Blocks of several threads are what one thread computes, the last and shorter one too. */
    @Test
    void threadsChangeNoBit() {
        int n = 200_001;
        for (int threads : new int[] {2, 3}) {
            Parameters one = many(n, 1);
            Parameters several = many(n, 1);
            Parameters g = many(n, 2);
            Adam.Settings settings = Adam.Settings.of(Schedule.constant(0.01));
            new Adam(one, settings).step(g, Workers.of(1));
            new Adam(several, settings).step(g, Workers.of(threads));
            new RmsProp(one, RmsProp.Settings.of(Schedule.constant(0.01))).step(g, Workers.of(1));
            new RmsProp(several, RmsProp.Settings.of(Schedule.constant(0.01))).step(g, Workers.of(threads));
            assertArrayEquals(one.flat().toDoubleArray(), several.flat().toDoubleArray(), threads + " threads");
            assertNotEquals(many(n, 1).flat().get(n - 1), one.flat().get(n - 1), "the last element moves");
        }
    }

    /**
     * One NaN in the last of four blocks: its parameter is named, it keeps its value, and neither moments nor
     * parameters become NaN.
     */
    @Test
    void aGradientThatIsNotFiniteIsNotTaken() {
        int n = 200_001;
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            var w = new Parameters(
                    new TreeMap<>(Map.of("a", Tensor.zeros(DType.FLOAT32, n), "b", Tensor.zeros(DType.FLOAT32, 3))));
            var poisoned = w.zerosLike();
            TensorMemory.copy(Tensor.of(DType.FLOAT32, new double[] {1, bad, 1}, 3), poisoned.get("b"));
            for (Optimizer optimizer : List.of(
                    new Adam(w, Adam.Settings.of(Schedule.constant(0.01))),
                    new RmsProp(w, RmsProp.Settings.of(Schedule.constant(0.01))),
                    new ClippedOptimizer(new Adam(w, Adam.Settings.of(Schedule.constant(0.01))), 1))) {
                String message = assertThrows(DivergenceException.class, () -> optimizer.step(poisoned, Workers.of(2)))
                        .getMessage();
                assertTrue(message.startsWith("the gradient is not finite, first in the parameter 'b'"), message);
                assertTrue(w.flat().isFinite());
                optimizer.step(w.zerosLike(), Workers.of(2));
                assertTrue(w.flat().isFinite(), "after a step along a finite gradient");
            }
        }
    }

    private static Parameters many(int n, int seed) {
        return new Parameters(
                Map.of("w", Tensor.normal(DType.FLOAT32, RandomStream.of(seed).generator(), n)));
    }

    @Test
    void rmsPropFollowsItsFormula() {
        Parameters w = parameters(DType.FLOAT64, 1.0);
        Parameters g = w.zerosLike();
        RmsProp rmsProp = new RmsProp(w, new RmsProp.Settings(Schedule.linear(0.1, 0.05, 1), 0.9, 1e-6));
        double expected = 1;
        double v = 0;
        double[] rates = {0.1, 0.05};
        for (int t = 0; t < 2; t++) {
            double gi = 2 - 3.0 * t;
            TensorMemory.copy(Tensor.of(DType.FLOAT64, new double[] {gi}, 1), g.flat());
            rmsProp.step(g, Workers.of(1));
            v = 0.9 * v + 0.1 * gi * gi;
            expected -= rates[t] * gi / (Math.sqrt(v) + 1e-6);
            assertEquals(expected, w.flat().item(), 1e-14);
        }
    }

    @Test
    void clippingScalesLongGradientsOnly() {
        Parameters w = parameters(DType.FLOAT64, 0, 0);
        Parameters g = parameters(DType.FLOAT64, 3, -4);
        new ClippedOptimizer(new RmsProp(w, RmsProp.Settings.of(Schedule.constant(1e-9))), 1).step(g, Workers.of(1));
        assertArrayEquals(new double[] {0.6, -0.8}, g.flat().toDoubleArray(), 1e-15);
        new ClippedOptimizer(new RmsProp(w, RmsProp.Settings.of(Schedule.constant(1e-9))), 2).step(g, Workers.of(1));
        assertArrayEquals(new double[] {0.6, -0.8}, g.flat().toDoubleArray(), 1e-15);
    }

    @Test
    void aRestoredOptimizerGoesOnTheSame() {
        Parameters w = parameters(DType.FLOAT32, 0.5, -1.0, 2.0);
        Parameters g = parameters(DType.FLOAT32, 0.1, 0.2, -0.3);
        Adam adam = new Adam(w, Adam.Settings.of(Schedule.constant(0.01)));
        adam.step(g, Workers.of(1));
        State state = adam.state();
        Parameters copy = w.copy();
        Adam restored = new Adam(copy, Adam.Settings.of(Schedule.constant(0.01)));
        restored.restore(state);
        adam.step(g, Workers.of(1));
        restored.step(g, Workers.of(1));
        assertArrayEquals(w.flat().toDoubleArray(), copy.flat().toDoubleArray());
    }

    @Test
    void movingAverageOfAStep() {
        Parameters w = parameters(DType.FLOAT64, 1.0);
        MovingAverage average = new MovingAverage(w, 0.75);
        TensorMemory.copy(Tensor.of(DType.FLOAT64, new double[] {5}, 1), w.flat());
        average.update(w, Workers.of(1));
        assertEquals(0.75 + 0.25 * 5, average.average().flat().item(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new MovingAverage(w, 1));
    }

    /** Without decay it is the parameters, before and after what follows them: an update, a restored state. */
    @Test
    void anAverageThatDecaysAtOnceIsTheParameters() {
        Parameters w = parameters(DType.FLOAT64, 1.0);
        MovingAverage average = new MovingAverage(w, 0);
        TensorMemory.copy(Tensor.of(DType.FLOAT64, new double[] {5}, 1), w.flat());
        average.update(w, Workers.of(1));
        assertEquals(5, average.average().flat().item(), 0);
        w.restore(parameters(DType.FLOAT64, -2.0).state());
        assertEquals(-2, average.average().flat().item(), 0);
    }

    @Test
    void schedulesHitTheirEnds() {
        assertEquals(0.3, Schedule.linear(0.1, 0.5, 10).at(5), 1e-15);
        assertEquals(0.5, Schedule.linear(0.1, 0.5, 10).at(10));
        assertEquals(0.5, Schedule.linear(0.1, 0.5, 0).at(0));
        assertEquals(1.5, Schedule.cosine(2, 1, 4).at(2), 1e-15);
        assertEquals(1, Schedule.cosine(2, 1, 4).at(99));
        assertEquals(0.2, Schedule.geometric(0.4, 0.1, 10).at(5), 1e-15);
        assertEquals(0.1, Schedule.geometric(0.4, 0.1, 10).at(10));
        assertEquals(0.1, Schedule.geometric(0.4, 0.1, 0).at(0));
        assertEquals(3, Schedule.falling(3, 10, 0.4).at(6));
        assertEquals(1.5, Schedule.falling(3, 10, 0.4).at(8), 1e-15);
        assertEquals(0, Schedule.falling(3, 10, 0.4).at(10));
        assertEquals(3, Schedule.falling(3, 10, 0).at(9));
    }

    @Test
    void stateOfAnotherShapeIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> parameters(DType.FLOAT32, 1, 2)
                .restore(parameters(DType.FLOAT32, 1, 2, 3).state()));
        assertTrue(e.getMessage().contains("[3]") && e.getMessage().contains("[2]"), e.getMessage());
    }
}
