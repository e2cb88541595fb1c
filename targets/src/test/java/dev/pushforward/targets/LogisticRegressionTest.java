package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.TargetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Energies and gradients computed independently in double precision from the same files; posterior moments as
 * published.
 */
class LogisticRegressionTest {
    private static void pins(
            String name, int dimension, double atZero, double atTenth, double norm, double bias, double first) {
        var posterior = LogisticRegression.read(DataFolder.file(name));
        assertEquals(dimension, posterior.dimension());
        assertEquals(
                -atZero,
                posterior.logDensity(Tensor.zeros(DType.FLOAT64, 1, dimension)).get(0),
                1e-8,
                "energy at 0");
        Tensor tenth = Tensor.full(DType.FLOAT64, 0.1, 1, dimension);
        assertEquals(-atTenth, posterior.logDensity(tenth).get(0), 1e-8, "energy at 0.1");
        Tensor score = posterior.score(tenth);
        assertEquals(norm, Math.sqrt(score.square().sum().item()), 1e-8, "norm of the gradient");
        assertEquals(-bias, score.get(0, dimension - 1), 1e-8, "gradient in the bias");
        assertEquals(-first, score.get(0, 0), 1e-8, "gradient in the first weight");
    }

    @Test
    void australian() {
        pins(
                "australian.csv",
                15,
                478.2715545864,
                395.33623724083276,
                281.742495222274,
                52.98770951390062,
                21.720070248893315);
    }

    @Test
    void german() {
        pins(
                "german.csv",
                25,
                693.1471805599,
                787.5674279282516,
                441.0772968783165,
                223.06324328064923,
                199.66748399562374);
    }

    @Test
    void heart() {
        pins(
                "heart.csv",
                14,
                187.1497387512,
                155.66377276320196,
                119.87246215145349,
                21.324718307636076,
                -13.874144406904932);
    }

    /**
     * Values of the public code, whose German and heart features had been scaled and rounded to six digits before: they
     * agree to 1e-6.
     */
    @Test
    void publicCode() {
        double[] german = {787.5674367518, 441.0773113739, 223.0632522761, 199.6675010900};
        double[] heart = {155.6637713523, 119.8724615284, 21.3247138813, -13.8741464700};
        double[] australian = {395.3362372408, 281.7424952223, 52.9877095139, 21.7200702500};
        near("australian.csv", australian);
        near("german.csv", german);
        near("heart.csv", heart);
    }

    private static void near(String name, double[] expected) {
        var posterior = LogisticRegression.read(DataFolder.file(name));
        Tensor tenth = Tensor.full(DType.FLOAT64, 0.1, 1, posterior.dimension());
        Tensor score = posterior.score(tenth);
        double norm = Math.sqrt(score.square().sum().item());
        double[] actual = {
            -posterior.logDensity(tenth).get(0), norm, -score.get(0, posterior.dimension() - 1), -score.get(0, 0)
        };
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], actual[i], 1e-6 * Math.abs(expected[i]));
        }
    }

    /**
     * 256 Hamiltonian chains of 150 transitions after 50: means within a tenth of a standard deviation and standard
     * deviations within 5 % of the published ones. The chains' own standard error is about 1 % of a standard deviation;
     * the published moments are good to about 2 %.
     */
    @Test
    void heartHasThePublishedMoments() {
        double[] mean = {
            -.1400, .7139, .6957, .4394, .3700, -.2732, .3173, -.4962, .4052, .4312, .2653, 1.1034, .7005, -.2568
        };
        double[] sd = {.2292, .2455, .2046, .2027, .2104, .2009, .1975, .2413, .2023, .2560, .2371, .2474, .2070, .1977
        };
        var posterior = LogisticRegression.read(DataFolder.file("heart.csv"));
        double[] sums = new double[14];
        double[] squares = new double[14];
        int chains = 256;
        Tensor x = Tensor.zeros(DType.FLOAT32, chains, 14);
        int kept = 0;
        for (int t = 0; t < 200; t++) {
            try (Scope scope = Scope.open()) {
                x = transition(posterior, x, RandomStream.of(5).split(t).generator())
                        .kept();
            }
            if (t >= 50) {
                kept += chains;
                for (int i = 0; i < chains; i++) {
                    for (int j = 0; j < 14; j++) {
                        sums[j] += x.get(i, j);
                        squares[j] += x.get(i, j) * x.get(i, j);
                    }
                }
            }
        }
        for (int j = 0; j < 14; j++) {
            double m = sums[j] / kept;
            assertEquals(mean[j], m, 0.1 * sd[j], "mean of coordinate " + j);
            assertEquals(
                    sd[j], Math.sqrt(squares[j] / kept - m * m), 0.05 * sd[j], "standard deviation of coordinate " + j);
        }
    }

    /**
     * Up to ten leapfrog steps of 0.1, with a Metropolis test; ever the same number would be half a period of the
     * widest direction.
     */
    private static Tensor transition(LogisticRegression posterior, Tensor x, RandomGenerator random) {
        int n = x.size(0);
        double step = 0.1;
        Tensor p = Tensor.normal(x.dtype(), random, x.shape());
        Tensor before = posterior.logDensity(x).sub(p.square().sum(1).mul(0.5));
        Tensor y = x;
        p = p.add(posterior.score(y).mul(step / 2));
        int steps = 1 + random.nextInt(10);
        for (int k = 0; k < steps; k++) {
            y = y.add(p.mul(step));
            p = p.add(posterior.score(y).mul(k < steps - 1 ? step : step / 2));
        }
        Tensor gain = posterior.logDensity(y).sub(p.square().sum(1).mul(0.5)).sub(before);
        double[] rows = new double[(int) x.length()];
        for (int i = 0; i < n; i++) {
            Tensor from = random.nextDouble() < Math.exp(gain.get(i)) ? y : x;
            for (int j = 0; j < x.size(1); j++) {
                rows[i * x.size(1) + j] = from.get(i, j);
            }
        }
        return x.like(rows, x.shape());
    }

    @Test
    void standardisationForgetsUnits() {
        double[][] one = {{1, 20}, {2, 10}, {0, 15}};
        double[][] other = {{100, -2}, {200, -1}, {0, -1.5}}; // the second feature turned round
        double[] labels = {0, 1, 1};
        Tensor a = Tensor.of(DType.FLOAT64, new double[] {0.3, 0.7, -0.2}, 1, 3);
        Tensor b = Tensor.of(DType.FLOAT64, new double[] {0.3, -0.7, -0.2}, 1, 3);
        double expected = new LogisticRegression(one, labels).logDensity(a).get(0);
        assertEquals(
                expected, new LogisticRegression(other, labels).logDensity(b).get(0), 1e-12);
    }

    @Test
    void badDataIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        refused(folder, "x1,y\n1,0\n2\n", "line 3");
        refused(folder, "x1,y\n1,0\n2,one\n", "'one'");
        refused(folder, "x1,y\n1,0\nNaN,1\n", "line 3");
        refused(folder, "x1,y\n1,0\n2,3\n", "label 1");
        refused(folder, "x1,y\n1,0\n1,1\n", "feature 0");
        refused(folder, "x1,y\n", "header");
        var missing =
                assertThrows(IllegalArgumentException.class, () -> LogisticRegression.read(folder.resolve("none.csv")));
        assertTrue(missing.getMessage().contains("none.csv"), missing.getMessage());
    }

    private static void refused(Path folder, String text, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        var refused = assertThrows(IllegalArgumentException.class, () -> LogisticRegression.read(file));
        assertTrue(
                refused.getMessage().contains(part) && refused.getMessage().contains("table.csv"),
                refused.getMessage());
    }

    @Nested
    class Heart extends TargetContract {
        @Override
        protected LogisticRegression create() {
            return LogisticRegression.read(DataFolder.file("heart.csv"));
        }
    }
}
