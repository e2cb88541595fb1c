package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.targets.HierarchicalLogisticRegression;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
    /** One training row, three held out: x = 1, 1, -1 with labels 1, 0, 0; no intercept. */
    private static final HierarchicalLogisticRegression TARGET =
            new HierarchicalLogisticRegression(new double[][] {{1}, {1}, {1}, {-1}}, new double[] {1, 1, 0, 0}, 1, 1);

    private static List<Measurement> measure(int draws, Draws x) {
        return new Prediction(draws, Compute.standard()).measure(x, TARGET, Draws.of(Tensor.zeros(DType.FLOAT64, 0, 2)), RandomStream.of(1));
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
        double spread = Math.sqrt((2 * Math.pow(Math.log(p) - mean, 2) + Math.pow(Math.log(1 - p) - mean, 2)) / 3);
        assertEquals(spread / Math.sqrt(3), two.get(1).standardError().orElseThrow(), 1e-12);
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
}
