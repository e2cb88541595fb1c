package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.PredictiveTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.HierarchicalLogisticRegression;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PredictionTest {
    /** One training row, three held out: x = 1, 1, -1 with labels 1, 0, 0; no intercept. */
    private static final HierarchicalLogisticRegression TARGET =
            new HierarchicalLogisticRegression(new double[][] {{1}, {1}, {1}, {-1}}, new double[] {1, 1, 0, 0}, 1, 1);

    private static List<Measurement> measure(int draws, Draws x) {
        return new Prediction(draws, Compute.standard())
                .measure(Subject.of(x, TARGET, Draws.of(Tensor.zeros(DType.FLOAT64, 0, 2))), RandomStream.of(1));
    }

    /** The mean of the probabilities, not of their logarithms: sigmoid(log 3) = 3/4 and sigmoid(-log 9) = 1/10. */
    @Test
    void probabilitiesAreAveragedOverDraws() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {Math.log(3), 0, -Math.log(9), 0, 50, 0}, 3, 2);
        double p = (0.75 + 0.1) / 2;
        List<Measurement> two = measure(2, Draws.of(x)); // the third does not count
        assertEquals("test-accuracy", two.get(0).name());
        assertEquals(1.0 / 3, two.get(0).value(), 1e-12, "p < 1/2: only the second of the three is right");
        assertEquals(Math.sqrt(2.0 / 27), two.get(0).standardError().orElseThrow(), 1e-12);
        double mean = (2 * Math.log(p) + Math.log(1 - p)) / 3;
        assertEquals(mean, two.get(1).value(), 1e-12);
        double spread = Math.sqrt((2 * Math.pow(Math.log(p) - mean, 2) + Math.pow(Math.log(1 - p) - mean, 2)) / 2);
        assertEquals(spread / Math.sqrt(3), two.get(1).standardError().orElseThrow(), 1e-12);
    }

    /** That all of a few are right does not say that all others would be. */
    @Test
    void fewObservationsThatAreAllRight() {
        var none = Draws.of(Tensor.zeros(DType.FLOAT64, 0, 2));
        List<Measurement> two = all().measure(
                        Subject.of(
                                Draws.of(Tensor.of(DType.FLOAT64, new double[] {-0.1, -0.2}, 1, 2)),
                                new Table(2),
                                none),
                        RandomStream.of(1));
        assertEquals(1, two.get(0).value());
        assertEquals(1.0 / 3, two.get(0).standardError().orElseThrow(), 1e-15);
        assertEquals(0.05, two.get(1).standardError().orElseThrow(), 1e-15);
        List<Measurement> one = all().measure(
                        Subject.of(Draws.of(Tensor.of(DType.FLOAT64, new double[] {-3}, 1, 1)), new Table(1), none),
                        RandomStream.of(1));
        assertEquals(0, one.get(0).value());
        assertEquals(1.0 / 2, one.get(0).standardError().orElseThrow(), 1e-15);
        assertTrue(one.get(1).standardError().isEmpty());
    }

    @Test
    void weightsCount() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {Math.log(3), 0, -Math.log(9), 0}, 2, 2);
        Tensor weights = Tensor.of(DType.FLOAT64, new double[] {Math.log(3) + 7, 7}, 2);
        double p = 0.75 * 0.75 + 0.25 * 0.1;
        List<Measurement> measured = measure(10, Draws.weighted(x, weights));
        assertEquals((2 * Math.log(p) + Math.log(1 - p)) / 3, measured.get(1).value(), 1e-12);
        assertEquals(2.0 / 3, measured.get(0).value(), 1e-12);
    }

    /**
     * One held-out observation for each coordinate of a draw, whose log probability it is; keeps the most numbers that
     * were ever asked for at once.
     */
    private static final class Table implements PredictiveTarget {
        private final AtomicInteger most = new AtomicInteger();
        private final int observations;

        Table(int observations) {
            this.observations = observations;
        }

        @Override
        public Space space() {
            return new Euclidean(observations);
        }

        @Override
        public int heldOut() {
            return observations;
        }

        @Override
        public Tensor logPredictive(Tensor x, int from, int to) {
            most.accumulateAndGet(x.size(0) * (to - from), Math::max);
            return x.slice(1, from, to);
        }
    }

    private static Prediction all() {
        return new Prediction(Integer.MAX_VALUE, Compute.standard());
    }

    /** Against the definition, in one pass over all draws; the first thousand weigh nothing. */
    @Test
    void drawsOfSeveralBlocksAreOneMean() {
        int n = 2500;
        // of probabilities down to e^-800, which no double holds
        Tensor x = Tensor.uniform(DType.FLOAT64, RandomStream.of(4).generator(), n, 2)
                .mul(800)
                .sub(800);
        double[] logs = new double[n];
        Arrays.fill(logs, 0, 1000, Double.NEGATIVE_INFINITY);
        Tensor logWeights = Tensor.of(DType.FLOAT64, logs, n);
        double mean =
                x.slice(0, 1000, n).logSumExp(0).sub(Math.log(n - 1000)).mean().item();
        var none = Draws.of(Tensor.zeros(DType.FLOAT64, 0, 2));
        assertEquals(
                mean,
                all().measure(Subject.of(Draws.weighted(x, logWeights), new Table(2), none), RandomStream.of(1))
                        .get(1)
                        .value(),
                1e-11);
    }

    @Test
    void memoryDoesNotGrowWithTheDraws() {
        int[] most = new int[2];
        for (int i = 0; i < 2; i++) {
            var table = new Table(50);
            all().measure(
                            Subject.of(
                                    Draws.of(Tensor.zeros(DType.FLOAT32, 5000 * (i + 1), 50)),
                                    table,
                                    Draws.of(Tensor.zeros(DType.FLOAT32, 0, 50))),
                            RandomStream.of(1));
            most[i] = table.most.get();
        }
        assertEquals(most[0], most[1], "numbers in memory at once for 5,000 and 10,000 draws");
    }
}
