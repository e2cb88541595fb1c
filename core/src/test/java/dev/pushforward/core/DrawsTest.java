package dev.pushforward.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
    private static final RandomStream KEY = RandomStream.of(8);
    private static final double NONE = Double.NEGATIVE_INFINITY;

    /** Draw i at i. */
    private static Draws weighted(DType dtype, double... logs) {
        double[] x = IntStream.range(0, logs.length).mapToDouble(i -> i).toArray();
        return Draws.weighted(Tensor.of(dtype, x, logs.length, 1), Tensor.of(dtype, logs, logs.length));
    }

    private static Draws equal(int n) {
        return Draws.of(Tensor.zeros(DType.FLOAT32, n, 1));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void logWeightsOfAnySize(DType dtype) {
        double big = dtype == DType.FLOAT32 ? 1 << 20 : 1e9; // which log 3 is added to without much rounding
        for (double offset : new double[] {0, big, -big}) {
            Draws draws = weighted(dtype, offset, offset + Math.log(3), NONE);
            double tolerance = dtype == DType.FLOAT32 ? 0.02 : 1e-6;
            assertArrayEquals(new double[] {0.25, 0.75, 0}, draws.normalizedWeights(), tolerance);
            assertEquals(1.6, draws.effectiveSampleSize(), 10 * tolerance);
        }
    }

    @Test
    void equallyWeightedDrawsAreWorthTheirNumber() {
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, equal(4).normalizedWeights());
        assertEquals(7, equal(7).effectiveSampleSize());
        assertEquals(3, weighted(DType.FLOAT32, -500, -500, -500).effectiveSampleSize());
        assertEquals(1, weighted(DType.FLOAT32, -500, NONE, -900).effectiveSampleSize());
        assertEquals(0, equal(0).effectiveSampleSize());
        assertEquals(0, equal(0).normalizedWeights().length);
    }

    /** For the weights of N(0, 1) and draws of N(0, s^2), {@code E[w]^2 / E[w^2] = sqrt(2 s^2 - 1) / s^2}. */
    @Test
    void effectiveSampleSizeOfANormalProposal() {
        int n = 200_000;
        double s = 1.3;
        Tensor x = Tensor.normal(DType.FLOAT64, KEY.generator(), n, 1).mul(s);
        Tensor logs = x.square().sum(1).mul(0.5 * (1 / (s * s) - 1)).add(Math.log(s) + 40);
        double share = Draws.weighted(x, logs).effectiveSampleSize() / n;
        // five standard errors, from 20 other keys: false alarm below 1e-6
        assertEquals(Math.sqrt(2 * s * s - 1) / (s * s), share, 5 * 8e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightThatIsNoneIsRefusedByItsRow(double bad) {
        Draws draws = weighted(DType.FLOAT32, 1, NONE, bad, bad);
        for (Runnable use :
                new Runnable[] {draws::normalizedWeights, draws::effectiveSampleSize, () -> draws.resampled(2, KEY)}) {
            assertEquals(
                    "the log weight in row 2 is " + bad
                            + ": must be finite, or -infinity for a draw that does not count",
                    assertThrows(IllegalArgumentException.class, use::run).getMessage());
        }
    }

    @Test
    void drawsThatAllDoNotCountAreRefused() {
        Draws draws = weighted(DType.FLOAT64, NONE, NONE);
        for (Runnable use :
                new Runnable[] {draws::normalizedWeights, draws::effectiveSampleSize, () -> draws.resampled(2, KEY)}) {
            assertEquals(
                    "all 2 log weights are -infinity: no draw counts",
                    assertThrows(IllegalArgumentException.class, use::run).getMessage());
        }
    }

    /** Each draw is copied n w times, rounded down or up; one without weight never. */
    @Test
    void resamplingCopiesByWeight() {
        double[] logs = Tensor.normal(DType.FLOAT64, KEY.split("w").generator(), 50)
                .mul(2)
                .toDoubleArray();
        logs[0] = NONE;
        logs[17] = NONE;
        logs[49] = NONE;
        Draws draws = weighted(DType.FLOAT64, logs);
        double[] w = draws.normalizedWeights();
        for (int n : new int[] {0, 1, 10, 50, 1000}) {
            for (int k = 0; k < 50; k++) {
                Draws copies = draws.resampled(n, KEY.split(k));
                assertEquals(n, copies.count());
                assertTrue(copies.logWeights().isEmpty());
                double[] rows = copies.points().toDoubleArray();
                int[] seen = new int[50];
                Arrays.stream(rows).forEach(row -> seen[(int) row]++);
                for (int i = 0; i < 50; i++) {
                    assertTrue(
                            Math.abs(seen[i] - n * w[i]) < 1 && (w[i] > 0 || seen[i] == 0),
                            seen[i] + " copies of a draw whose share of " + n + " is " + n * w[i]);
                }
                assertTrue(IntStream.range(1, n).allMatch(i -> rows[i - 1] <= rows[i]), "in their order");
            }
        }
    }

    /**
     * A share below 1/n is kept on average. 20,000 keys, five standard errors of the binomial law: false alarm below
     * 6e-7.
     */
    @Test
    void resamplingKeepsExpectations() {
        Draws draws = weighted(DType.FLOAT64, Math.log(0.03), Math.log(0.75), Math.log(0.22));
        int trials = 20_000;
        long first = 0;
        long last = 0;
        for (int k = 0; k < trials; k++) {
            double[] rows = draws.resampled(3, KEY.split(k)).points().toDoubleArray();
            first += Arrays.stream(rows).filter(row -> row == 0).count();
            last += Arrays.stream(rows).filter(row -> row == 2).count();
        }
        assertEquals(0.09, (double) first / trials, 5 * Math.sqrt(0.09 * 0.91 / trials));
        assertEquals(0.66, (double) last / trials, 5 * Math.sqrt(0.66 * 0.34 / trials));
    }

    @Test
    void resamplingIsDeterminedByItsKeyAndNeedsDraws() {
        Draws draws = weighted(DType.FLOAT64, 0.1, 0.7, -1);
        assertArrayEquals(
                draws.resampled(9, KEY).points().toDoubleArray(),
                draws.resampled(9, KEY).points().toDoubleArray());
        assertThrows(IllegalArgumentException.class, () -> equal(0).resampled(1, KEY));
        assertEquals(0, equal(0).resampled(0, KEY).count());
        assertThrows(IllegalArgumentException.class, () -> new SystematicResampling(0, 1, KEY));
    }
}
