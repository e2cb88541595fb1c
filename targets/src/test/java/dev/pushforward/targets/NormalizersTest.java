package dev.pushforward.targets;

import static dev.pushforward.testkit.StatisticalAssertions.assertMean;
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

/** Normalisers and mode weights against closed forms and independent integration. */
class NormalizersTest {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /**
     * Without the box's cut across, the ribbons have the mass across times {@code 2 T + sqrt(pi)} along; at T = 6 the
     * cut is below 1e-9.
     */
    @Test
    void ribbons() {
        double along = Math.log(12 + Math.sqrt(Math.PI));
        assertEquals(
                along + 0.5 * LOG_2_PI + Math.log(0.4),
                new EnergyU2(6).logNormalizer().getAsDouble(),
                1e-8);
        assertEquals(
                along + 0.5 * LOG_2_PI + Math.log(0.7),
                new EnergyU3(6).logNormalizer().getAsDouble(),
                1e-8);
        assertEquals(
                along + 0.5 * LOG_2_PI + Math.log(0.75),
                new EnergyU4(6).logNormalizer().getAsDouble(),
                1e-7);
    }

    /** Against the trapezoidal rule, exact to rounding for smooth functions that vanish at the border. */
    @Test
    void arcs() {
        double step = 0.02;
        int n = 500;
        double[] points = new double[2 * n * n];
        for (int i = 0; i < n * n; i++) {
            points[2 * i] = step * (i / n - n / 2 + 0.5);
            points[2 * i + 1] = step * (i % n - n / 2 + 0.5);
        }
        var u1 = new EnergyU1(6);
        double sum = u1.logDensity(Tensor.of(DType.FLOAT64, points, n * n, 2))
                        .logSumExp(0)
                        .item()
                + 2 * Math.log(step);
        assertEquals(sum, u1.logNormalizer().getAsDouble(), 1e-6); // the kink at the origin limits both
    }

    @Test
    void donut() {
        double step = 1e-4;
        double sum = 0;
        for (double r = step / 2; r < 12; r += step) {
            sum += step * r * Math.exp(-(r - 2.5) * (r - 2.5) / 0.5);
        }
        assertEquals(
                LOG_2_PI + Math.log(sum), new Donut(2.5, 0.5).logNormalizer().getAsDouble(), 1e-8);
    }

    @Test
    void gaussianHasTheDeterminantOfItsCovariance() {
        var gaussian = new Gaussian(new double[] {0, 0}, new double[][] {{2, 0.6}, {0.6, 0.5}});
        assertEquals(
                LOG_2_PI + 0.5 * Math.log(2 * 0.5 - 0.36),
                gaussian.logNormalizer().getAsDouble(),
                1e-12);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Gaussian(new double[] {0, 0}, new double[][] {{1, 2}, {2, 1}}));
    }

    /**
     * The law of many degrees of freedom is the normal one: log p = log N - (1 + 2 x^2 - x^4) / 4v, up to 1 / v^2. At
     * 1,000 degrees two ways to compute it meet.
     */
    @Test
    void studentOfManyDegrees() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.5}, 1, 1);
        double normal = -0.125 - 0.5 * Math.log(2 * Math.PI);
        for (double v : new double[] {1e6, 1e9, 1e12, 1e15}) {
            assertEquals(
                    normal - (1 + 0.5 - 0.0625) / (4 * v),
                    new StudentT(1, v).logDensity(x).item(),
                    1e-12,
                    v + " degrees");
        }
        double before = new StudentT(1, Math.nextDown(1000.0)).logDensity(x).item();
        assertEquals(before, new StudentT(1, 1000).logDensity(x).item(), 2e-12);
    }

    @Test
    void logGamma() {
        assertEquals(Math.log(Math.sqrt(Math.PI)), StudentT.logGamma(0.5), 1e-13);
        assertEquals(0, StudentT.logGamma(1), 1e-13);
        assertEquals(Math.log(24), StudentT.logGamma(5), 1e-13);
        assertEquals(857.9336698258574, StudentT.logGamma(200), 1e-10);
        assertEquals(-0.12148629053584961, StudentT.logGamma(1.4616321449683622), 1e-13); // hardly below the minimum
    }

    /** The importance weights of draws of a wider law average to 1; 50,000 draws, rate of false alarms below 1e-6. */
    @Test
    void familiesIntegrateToOneInFiveDimensions() {
        var wide = new StudentT(5, 2.5);
        Tensor x = wide.draw(50_000, RandomStream.of(8));
        Tensor logWide = wide.logDensity(x);
        assertMean("t", 1, new StudentT(5, 3).logDensity(x).sub(logWide).exp().toDoubleArray(), 1e-6);
        assertMean(
                "Laplace",
                1,
                new Laplace(5, 0.7).logDensity(x).sub(logWide).exp().toDoubleArray(),
                1e-6);
        assertMean(
                "normal",
                1,
                new IsotropicGaussian(5, 0.2, 0.8)
                        .logDensity(x)
                        .sub(logWide)
                        .exp()
                        .toDoubleArray(),
                1e-6);
        double[][] means = {{0, 0, 0, 0, 0}, {1, 0, -1, 0, 0.5}};
        assertMean(
                "mixture",
                1,
                new GaussianMixture(means, 0.7, new double[] {1, 2})
                        .logDensity(x)
                        .sub(logWide)
                        .exp()
                        .toDoubleArray(),
                1e-6);
        assertMean(
                "funnel",
                1,
                new Funnel(5, -1, 0.7, 0.2).logDensity(x).sub(logWide).exp().toDoubleArray(),
                1e-6);
    }

    @Test
    void componentsThatDoNotOverlapKeepTheirWeights() {
        double[][] means = IntStream.range(0, 8)
                .mapToObj(i -> new double[] {15 * Math.cos(i * Math.PI / 4), 15 * Math.sin(i * Math.PI / 4)})
                .toArray(double[][]::new);
        double[] weights = new double[8];
        Arrays.fill(weights, 1);
        assertArrayEquals(
                new double[] {.125, .125, .125, .125, .125, .125, .125, .125},
                new GaussianMixture(means, 1, weights).modeWeights());
        double[][] pair = {{-2, 2}, {2, -2}};
        assertArrayEquals(
                new double[] {0.5, 0.5},
                new GaussianMixture(pair, Math.sqrt(0.5), new double[] {3, 3}).modeWeights(),
                1e-15);
    }

    /** A component swallowed by a heavier one with the same mean has no region. */
    @Test
    void hiddenComponent() {
        double[][] means = {{0, 0}, {0, 0}};
        assertArrayEquals(new double[] {0, 1}, new GaussianMixture(means, 1, new double[] {1, 2}).modeWeights(), 1e-15);
    }

    @Test
    void scoreAtTheMiddleOfARingIsFinite() {
        Tensor origin = Tensor.zeros(DType.FLOAT32, 1, 2);
        for (Tensor score : new Tensor[] {new Donut(2.5, 0.5).score(origin), new EnergyU1(6).score(origin)}) {
            assertArrayEquals(new double[] {0, 0}, score.toDoubleArray());
        }
        assertTrue(new Donut(2.5, 0.5)
                .score(Tensor.full(DType.FLOAT32, 1e-15, 1, 2))
                .isFinite());
    }
}
