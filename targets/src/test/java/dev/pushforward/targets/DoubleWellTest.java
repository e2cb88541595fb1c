package dev.pushforward.targets;

import static dev.pushforward.testkit.StatisticalAssertions.assertProbability;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DoubleWellTest {
    private static final DoubleWell TILTED = new DoubleWell(-0.5, -6, 1);

    /**
     * Against the trapezoidal rule on a grid of a million points, which is exact to rounding for functions that vanish
     * at both ends.
     */
    @Test
    void massesAgreeWithTheTrapezoidalRule() {
        double step = 1e-5;
        double left = 0;
        double all = 0;
        double saddle = -0.0416908213; // where 12 u + 0.5 = 4 u^3
        for (double u = -5; u < 5; u += step) {
            double mass = step * Math.exp(0.5 * u + 6 * u * u - u * u * u * u);
            all += mass;
            left += u < saddle ? mass : 0;
        }
        assertEquals(
                Math.log(all) + 0.5 * Math.log(2 * Math.PI),
                TILTED.logNormalizer().getAsDouble(),
                1e-9);
        assertArrayEquals(new double[] {left / all, 1 - left / all}, TILTED.modeWeights(), 1e-6);
    }

    @Test
    void publishedShares() {
        assertArrayEquals(new double[] {0.155, 0.845}, TILTED.modeWeights(), 1e-3);
    }

    @Test
    void symmetricWellsShareEqually() {
        assertArrayEquals(new double[] {0.5, 0.5}, new DoubleWell(0, -4, 1).modeWeights(), 1e-12);
        assertArrayEquals(new double[] {0.5, 0.5}, new DoubleWell(0, -100, 0.5).modeWeights(), 1e-9);
    }

    @Test
    void wellsMirrorWithTheTilt() {
        double[] weights = new DoubleWell(0.5, -6, 1).modeWeights();
        assertArrayEquals(new double[] {TILTED.modeWeights()[1], TILTED.modeWeights()[0]}, weights, 1e-12);
        assertEquals(
                TILTED.logNormalizer().getAsDouble(),
                new DoubleWell(0.5, -6, 1).logNormalizer().getAsDouble(),
                1e-12);
    }

    /** {@code int exp(-u^4) du = 2 Gamma(5/4) = 1.8128049541109541}. */
    @Test
    void pureQuartic() {
        var quartic = new DoubleWell(0, 0, 1);
        assertEquals(
                Math.log(1.8128049541109541) + 0.5 * Math.log(2 * Math.PI),
                quartic.logNormalizer().getAsDouble(),
                1e-12);
        assertArrayEquals(new double[] {1}, quartic.modeWeights());
        assertArrayEquals(new int[] {0, 0}, quartic.modeOf(Tensor.of(DType.FLOAT64, new double[] {-1, 0, 1, 0}, 2, 2)));
    }

    /** A tilt so strong that one well vanishes, and the last one before that. */
    @Test
    void oneWellOrTwo() {
        double largest = 8; // of 12 u - 4 u^3 over u > -1.7, at u = 1
        assertEquals(2, new DoubleWell(largest - 0.01, -6, 1).modeWeights().length);
        assertEquals(1, new DoubleWell(largest + 0.01, -6, 1).modeWeights().length);
        assertEquals(1, new DoubleWell(-largest - 0.01, -6, 1).modeWeights().length);
    }

    /** The masses of ten slices against 100,000 draws; rate of false alarms below 1e-6. */
    @Test
    void drawsFollowTheMarginal() {
        double[] points = TILTED.draw(100_000, RandomStream.of(3)).toDoubleArray();
        double mass = Math.exp(TILTED.logNormalizer().getAsDouble() - 0.5 * Math.log(2 * Math.PI));
        for (double low = -2.5; low < 2.5; low += 0.5) {
            double from = low;
            double share = GaussLegendre.integral(u -> Math.exp(0.5 * u + 6 * u * u - u * u * u * u), from, from + 0.25)
                    + GaussLegendre.integral(
                            u -> Math.exp(0.5 * u + 6 * u * u - u * u * u * u), from + 0.25, from + 0.5);
            long seen = 0;
            for (int i = 0; i < points.length; i += 2) {
                seen += points[i] >= from && points[i] < from + 0.5 ? 1 : 0;
            }
            assertProbability("u in [" + from + ", " + (from + 0.5) + ")", share / mass, seen, points.length / 2, 1e-7);
        }
    }

    @Test
    void extremesAreHandled() {
        for (double[] abc :
                new double[][] {{100, 100, 100}, {-100, -100, 0.01}, {0, -100, 100}, {100, 0, 0.01}, {0, 0, 0.01}}) {
            var well = new DoubleWell(abc[0], abc[1], abc[2]);
            assertEquals(1, Arrays.stream(well.modeWeights()).sum(), 1e-12);
            Tensor draws = well.draw(1000, RandomStream.of(4));
            assertEquals(true, draws.isFinite() && well.logDensity(draws).isFinite(), Arrays.toString(abc));
        }
    }

    @Test
    void coefficientsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new DoubleWell(0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new DoubleWell(Double.NaN, 0, 1));
    }
}
