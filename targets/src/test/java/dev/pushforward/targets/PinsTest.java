package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Log densities and scores at (0.5, -0.25), computed independently in double precision; all digits given must agree.
 */
class PinsTest {
    private static final Tensor POINT = Tensor.of(DType.FLOAT64, new double[] {0.5, -0.25}, 1, 2);
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private static void check(
            DensityTarget target, double constant, double logDensity, double s1, double s2, double tolerance) {
        assertEquals(logDensity, target.logDensity(POINT).get(0) + constant, tolerance, "log density");
        Tensor at = POINT.tracked();
        for (Tensor score : new Tensor[] {
            target.score(POINT), Gradient.of(target.logDensity(at)).wrt(at)
        }) {
            assertEquals(s1, score.get(0, 0), tolerance, "first coordinate of the score");
            assertEquals(s2, score.get(0, 1), tolerance, "second coordinate of the score");
        }
    }

    @Test
    void gaussian() {
        double[][] covariance = {{1 / 2.75, 0.5 / 2.75}, {0.5 / 2.75, 3 / 2.75}};
        check(new Gaussian(new double[] {-1, 1}, covariance), 0, -5.093750000000, -5.125, 2.0, 1e-11);
    }

    /** The pin has each component with weight 1 and no constant, an integral of 2 pi. */
    @Test
    void mog2() {
        var mog2 = new GaussianMixture(new double[][] {{-2, 2}, {2, -2}}, Math.sqrt(0.5), new double[] {1, 1});
        check(mog2, LOG_2_PI, -5.310024314862, 2.980219014747, -3.480219014747, 1e-11);
    }

    @Test
    void rosenbrock() {
        check(new Rosenbrock(), 0, -2.166666666667, -1.666666666667, -2.333333333333, 1e-11);
    }

    @Test
    void donut() {
        check(new Donut(2.5, 0.5), 0, -7.534830056251, 6.944271909999, -3.472135955000, 1e-11);
    }

    @Test
    void funnel() {
        check(new Funnel(2, 4, 3, 1), 0, -3.975464754386, 0.642012708344, 0.132725399308, 1e-11);
    }

    @Test
    void coinSvgdFunnel() {
        double potential = Math.pow(-4.25, 3) / 81 + 0.25 / 3 + 0.125 - 0.125 * Math.exp(0.25);
        check(new CoinSvgdFunnel(), 0, potential, 0.642012708344, -0.003848674766, 1e-11);
    }

    @Test
    void squiggle() {
        check(new Squiggle(), 0, -0.190218484645, 0.955422768453, 0.738195232410, 1e-11);
    }

    @Test
    void banana() {
        check(new Banana(), 0, -1.568175019322, 1.809080030916, -4.618160061832, 1e-11);
        check(new Banana(), 1 - LOG_2_PI, -2.406052085732, 1.809080030916, -4.618160061832, 1e-11);
        assertEquals(LOG_2_PI - 1, new Banana().logNormalizer().getAsDouble(), 1e-12);
    }

    /** Between a standard normal and the banana, three tenths of the way. */
    @Test
    void annealedBanana() {
        Tensor at = POINT.tracked();
        Tensor annealed =
                new Banana().logDensity(at).mul(0.3).add(at.square().sum(1).mul(-0.5 * 0.7));
        assertEquals(-0.579827505797, annealed.get(0), 1e-11);
        Tensor score = Gradient.of(annealed).wrt(at);
        assertEquals(0.192724009, score.get(0, 0), 1e-9);
        assertEquals(-1.210448019, score.get(0, 1), 1e-9);
    }

    @Test
    void planeEnergies() {
        check(new EnergyU1(6), 0, -9.609991603639, 12.179217305766, -4.027669943749, 1e-11);
        check(new EnergyU2(6), 0, -2.862666845604, -6.644239668952, 5.981917382416, 1e-11);
        check(new EnergyU3(6), 0, -3.583177273858, -9.937469077467, 5.316193522869, 1e-11);
        check(new EnergyU4(6), 0, -0.805597587846, -0.077612974995, 4.185703016687, 1e-11);
    }

    @Test
    void doubleWell() {
        check(new DoubleWell(-0.5, -6, 1), 0, 1.656250000000, 6.0, 0.25, 1e-11);
        check(new DoubleWell(0, -4, 1), 0, 0.906250000000, 3.5, 0.25, 1e-11);
    }

    @Test
    void gauss2() {
        var gauss2 = new GaussianMixture(new double[][] {{-1, -1}, {1, 1}}, 1, new double[] {1, 1});
        check(gauss2, 0, -2.963197262789, -0.255081338, 0.494918662, 5e-10);
    }

    @Test
    void gauss8() {
        double[][] means = new double[8][];
        for (int i = 0; i < 8; i++) {
            means[i] = new double[] {15 * Math.cos(i * Math.PI / 4), 15 * Math.sin(i * Math.PI / 4)};
        }
        check(
                new GaussianMixture(means, 1, new double[] {1, 1, 1, 1, 1, 1, 1, 1}),
                0,
                -108.115173563064,
                11.695466318399,
                -6.264588246895,
                1e-11);
    }

    @Test
    void families() {
        check(new IsotropicGaussian(2, 10, 1), 0, -99.494127066409, 9.5, 10.25, 1e-11);
        check(new IsotropicGaussian(2, 0, Math.sqrt(0.1)), 0, -1.097791973415, -5, 2.5, 1e-11);
        check(new StudentT(2, 3), 0, -2.203101689000, -0.615384615385, 0.326530612245, 1e-11);
        check(new Laplace(2, 1), 0, -2.136294361120, -1, 1, 1e-11);
    }
}
