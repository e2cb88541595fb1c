package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.generator.Noise;
import dev.pushforward.core.generator.NoisedTarget;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NoisedTargetTest {
    private static final double SIGMA = 0.8;
    private static final double ALPHA = 0.6;

    private static NoisedTarget noised(int draws) {
        return new NoisedTarget(
                new ShiftedNormal(0.4, -0.3, 0.5, 0.8), Noise.mixed(SIGMA), draws, DType.FLOAT64, RandomStream.of(3));
    }

    @Test
    void scoreIsTheGradientOfTheLogDensity() {
        try (Scope scope = Scope.open()) {
            NoisedTarget noised = noised(50);
            Tensor x = ShiftedNormal.points();
            double[] derived = Gradient.of(noised.logDensity(x).sum()).wrt(x).toDoubleArray();
            assertArrayEquals(derived, noised.score(x).toDoubleArray(), 1e-12);
        }
    }

    /**
     * alpha X + sigma e is N(alpha m, alpha^2 s^2 + sigma^2); the standard error of 200,000 weighed draws at these
     * points is at most 0.003.
     */
    @Test
    void isTheLawUnderNoise() {
        try (Scope scope = Scope.open()) {
            Tensor x = ShiftedNormal.points();
            double[] at = x.toDoubleArray();
            double[] truth = new double[at.length];
            for (int i = 0; i < at.length; i += 2) {
                truth[i] = (ALPHA * 0.4 - at[i]) / (ALPHA * ALPHA * 0.25 + SIGMA * SIGMA);
                truth[i + 1] = (ALPHA * -0.3 - at[i + 1]) / (ALPHA * ALPHA * 0.64 + SIGMA * SIGMA);
            }
            assertArrayEquals(truth, noised(200_000).score(x).toDoubleArray(), 0.012); // 4 standard errors
        }
    }

    /**
     * D(p, q) for two normals at -2 and 2 of variance 0.04, shared half and half in p, 0.155 and 0.845 in q, without
     * noise and with it, by quadrature.
     */
    @Test
    void noiseMakesTheMassesVisible() {
        assertEquals(0, divergence(0.5, 0.155, 1, 0), 1e-12);
        assertTrue(divergence(0.5, 0.155, ALPHA, SIGMA) > 0.1);
        assertEquals(0, divergence(0.155, 0.155, ALPHA, SIGMA), 1e-15);
    }

    private static double divergence(double left, double leftOfTarget, double alpha, double sigma) {
        double v = alpha * alpha * 0.04 + sigma * sigma;
        double sum = 0;
        double h = 1e-3;
        for (double x = -6; x <= 6; x += h) {
            double a = Math.exp(-(x + 2 * alpha) * (x + 2 * alpha) / (2 * v));
            double b = Math.exp(-(x - 2 * alpha) * (x - 2 * alpha) / (2 * v));
            double p = left * a + (1 - left) * b;
            if (p > 1e-300) {
                double difference = score(x, left, a, b, alpha, v) - score(x, leftOfTarget, a, b, alpha, v);
                sum += h * p * difference * difference / Math.sqrt(2 * Math.PI * v);
            }
        }
        return sum;
    }

    private static double score(double x, double left, double a, double b, double alpha, double v) {
        return -(left * a * (x + 2 * alpha) + (1 - left) * b * (x - 2 * alpha)) / (v * (left * a + (1 - left) * b));
    }
}
