package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The losses at functions whose loss is known. */
class ScoreMatchingLossTest {
    private static final Tensor X = Tensor.of(DType.FLOAT64, new double[] {0.4, -1.1, 2.0, 0.3, -0.7, 1.6}, 3, 2);
    /** An asymmetric field: s = (x y, -y^2 + x), div s = y - 2 y = -y. */
    private static final UnaryOperator<Tensor> FIELD = x -> Tensor.stack(
            1, x.column(0).mul(x.column(1)), x.column(1).square().neg().add(x.column(0)));

    @Test
    void exactIsHalfSquareAndDivergence() {
        double[] loss =
                new ExactScoreMatching().perRow(FIELD, X, RandomStream.of(1)).toDoubleArray();
        for (int i = 0; i < 3; i++) {
            double x = X.get(i, 0);
            double y = X.get(i, 1);
            double s1 = x * y;
            double s2 = -y * y + x;
            assertEquals(0.5 * (s1 * s1 + s2 * s2) - y, loss[i], 1e-12);
        }
    }

    /**
     * Slices are unbiased: the mean over 2,000 equals the exact loss within 5 standard errors (three rows: false alarms
     * below 2e-6).
     */
    @Test
    void slicesAreUnbiased() {
        int slices = 2_000;
        double[] exact =
                new ExactScoreMatching().perRow(FIELD, X, RandomStream.of(1)).toDoubleArray();
        double[] sliced = new SlicedScoreMatching(slices)
                .perRow(FIELD, X, RandomStream.of(2))
                .toDoubleArray();
        for (int i = 0; i < 3; i++) {
            // v . J v = tr J + v1 v2 (J12 + J21), so one slice has standard deviation |J12 + J21| = |x + 1|
            double error = Math.abs(X.get(i, 0) + 1) / Math.sqrt(slices);
            assertEquals(exact[i], sliced[i], 5 * error);
        }
    }

    /**
     * With s(x) = -x / v and data N(0, 1) the denoising loss is 1/2 E|e - sigma (x + sigma e) / v|^2 = ((1 -
     * sigma^2/v)^2 + sigma^2/v^2) / 2 per dimension, least at v = 1 + sigma^2. 200,000 rows, 5 standard errors (false
     * alarm below 6e-7).
     */
    @Test
    void denoisingLossOfLinearScore() {
        double sigma = 0.6;
        double v = 1.8;
        int n = 200_000;
        Tensor x = Tensor.normal(DType.FLOAT64, RandomStream.of(3).generator(), n, 1);
        double[] loss = new DenoisingScoreMatching(sigma)
                .perRow(p -> p.div(-v), x, RandomStream.of(4))
                .toDoubleArray();
        double mean = 0;
        for (double l : loss) {
            mean += l / n;
        }
        double truth = 0.5 * (Math.pow(1 - sigma * sigma / v, 2) + sigma * sigma / (v * v));
        assertEquals(truth, mean, 5 * truth * Math.sqrt(2.0 / n));
    }
}
