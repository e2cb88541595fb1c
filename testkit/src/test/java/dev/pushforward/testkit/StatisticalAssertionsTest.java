package dev.pushforward.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * True statements are let pass as often as promised, false ones are caught. 2,000 seeds at a rate of 0.05: more than
 * 140 alarms, four standard deviations above the 100 allowed, would show a broken promise.
 */
class StatisticalAssertionsTest {
    private static void alarmsAtMost(int allowed, LongConsumer assertion) {
        int alarms = 0;
        for (long seed = 0; seed < 2000; seed++) {
            try {
                assertion.accept(seed);
            } catch (AssertionError alarm) {
                alarms++;
            }
        }
        assertTrue(alarms <= allowed, alarms + " alarms of 2000, allowed " + allowed);
    }

    private static double[] uniform(long seed, int n) {
        return RandomStream.of(seed).generator().doubles(n).toArray();
    }

    private static double cdf(double x) {
        return Math.clamp(x, 0, 1);
    }

    @Test
    void ratesAreKept() {
        alarmsAtMost(140, seed -> StatisticalAssertions.assertMean("mean", 0.5, uniform(seed, 200), 0.05));
        alarmsAtMost(
                140,
                seed -> StatisticalAssertions.assertLaw(
                        "law", StatisticalAssertionsTest::cdf, uniform(seed, 200), 0.05));
        alarmsAtMost(
                140,
                seed -> StatisticalAssertions.assertSameLaw(
                        "same", uniform(seed, 200), uniform(seed + 5000, 300), 0.05));
        alarmsAtMost(140, seed -> {
            long seen = Arrays.stream(uniform(seed, 200)).filter(u -> u < 0.1).count();
            StatisticalAssertions.assertProbability("p", 0.1, seen, 200, 0.05);
        });
    }

    @Test
    void falseStatementsAreCaught() {
        double[] u = uniform(1, 2000);
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertMean("mean", 0.55, u, 1e-6));
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertLaw("law", x -> cdf(x) * cdf(x), u, 1e-6));
        double[] squares = Arrays.stream(uniform(2, 2000)).map(x -> x * x).toArray();
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertSameLaw("same", u, squares, 1e-6));
        StatisticalAssertions.assertNearLaw("a quarter apart", u, squares, 0.25, 1e-6);
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertProbability("p", 0.5, 1200, 2000, 1e-6));
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertProbability("never", 0, 1, 2000, 1e-6));
        StatisticalAssertions.assertProbability("never", 0, 0, 2000, 1e-6);
    }

    @Test
    void nanIsCaught() {
        double[] bad = {1, Double.NaN, 2};
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertMean("mean", 1, bad, 0.01));
        assertThrows(
                AssertionError.class,
                () -> StatisticalAssertions.assertLaw("law", StatisticalAssertionsTest::cdf, bad, 0.01));
        assertThrows(AssertionError.class, () -> StatisticalAssertions.assertSameLaw("same", bad, bad, 0.01));
    }

    @Test
    void rateMustBeOne() {
        assertThrows(
                IllegalArgumentException.class, () -> StatisticalAssertions.assertMean("mean", 0.5, uniform(1, 10), 0));
    }

    @Test
    void differencesOfKnownFunctions() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.3, -1.2, 2, 0.5}, 2, 2);
        Tensor expected = x.like(
                new double[] {
                    Math.cos(0.3) * Math.exp(-1.2),
                    Math.sin(0.3) * Math.exp(-1.2),
                    Math.cos(2) * Math.exp(0.5),
                    Math.sin(2) * Math.exp(0.5)
                },
                2,
                2);
        TensorAssertions.assertClose(
                "gradient",
                expected,
                FiniteDifferences.gradient(
                        y -> y.column(0).sin().mul(y.column(1).exp()), x),
                1e-10);
        assertThrows(
                IllegalArgumentException.class, () -> FiniteDifferences.gradient(y -> y.sum(1), x.cast(DType.FLOAT32)));
    }

    @Test
    void tensorsThatDiffer() {
        Tensor a = Tensor.of(DType.FLOAT64, new double[] {1, 2, Double.NaN}, 3);
        TensorAssertions.assertSameBits("a", a, a.kept());
        TensorAssertions.assertClose("a", a, a.kept(), 0);
        Tensor b = Tensor.of(DType.FLOAT64, new double[] {1, 2 + 1e-9, Double.NaN}, 3);
        assertThrows(AssertionError.class, () -> TensorAssertions.assertSameBits("b", a, b));
        TensorAssertions.assertClose("b", a, b, 1e-8);
        assertThrows(AssertionError.class, () -> TensorAssertions.assertClose("b", a, b, 1e-10));
        assertThrows(
                AssertionError.class, () -> TensorAssertions.assertSameBits("precision", a, a.cast(DType.FLOAT32)));
        assertThrows(AssertionError.class, () -> TensorAssertions.assertClose("shape", a, a.reshape(3, 1), 1));
        assertThrows(
                AssertionError.class, () -> TensorAssertions.assertClose("NaN", a, Tensor.zeros(DType.FLOAT64, 3), 10));
    }
}
