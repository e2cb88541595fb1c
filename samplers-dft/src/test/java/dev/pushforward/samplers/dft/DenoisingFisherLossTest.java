package dev.pushforward.samplers.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.generator.MinibatchPair.Scores;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The gradient of the loss against derivatives of the Fisher divergence of the smoothed law, in float64 by quadrature
 * over z and e: no sampling error.
 */
class DenoisingFisherLossTest {
    private static final double SIGMA = 0.5;

    /**
     * The trapezoidal rule for the standard normal on [-9, 9]: exact to rounding for smooth integrands of moderate
     * growth.
     */
    private static final Tensor NODES = nodes(181);

    private static final Tensor WEIGHTS = weights(NODES);
    private static final Tensor NOISE = nodes(91);
    private static final int N = 181 * 91;
    private static final Tensor Z = NODES.broadcastTo(181, 91).reshape(N, 1);
    private static final Tensor E = NOISE.reshape(1, 91).broadcastTo(181, 91).reshape(N, 1);
    private static final Tensor WEIGHTS_OF_PAIRS =
            WEIGHTS.mul(weights(NOISE).reshape(1, 91)).reshape(N);
    private static final Tensor C = E.div(-SIGMA);

    private static Tensor nodes(int count) {
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            z[i] = -9 + 18.0 * i / (count - 1);
        }
        return Tensor.of(DType.FLOAT64, z, count, 1);
    }

    private static Tensor weights(Tensor nodes) {
        return nodes.square().mul(-0.5).exp().mul(18.0 / (nodes.size(0) - 1) / Math.sqrt(2 * Math.PI));
    }

    /**
     * The gradient with respect to theta of the loss at {@code x_s = g(theta, z) + sigma e}, whose law has the score
     * {@code s} at the present theta.
     */
    private static double gradient(
            DenoisingFisherLoss loss, double theta, PushForward g, UnaryOperator<Tensor> sq, UnaryOperator<Tensor> s) {
        Tensor t = Tensor.of(DType.FLOAT64, new double[] {theta}, 1).tracked();
        Tensor xs = g.at(t, Z).add(E.mul(SIGMA));
        return Gradient.of(loss.perRow(Scores.of(sq.apply(xs)), s.apply(xs), C, xs), WEIGHTS_OF_PAIRS)
                .wrt(t)
                .item();
    }

    private interface PushForward {
        Tensor at(Tensor theta, Tensor z);
    }

    /**
     * x_s ~ N(0, tau^2), tau^2 = theta^2 + 1/4 at theta = 1, target exp(-x^4 / 4): dD/dtheta = (90 tau^5 - 12 tau - 2
     * tau^-3) theta / tau.
     */
    @Test
    void gaussianFamilyWithQuarticTarget() {
        double tau = Math.sqrt(1.25);
        PushForward g = (theta, z) -> z.mul(theta);
        UnaryOperator<Tensor> sq = x -> x.pow(3).neg();
        UnaryOperator<Tensor> s = x -> x.div(-1.25);
        double truth = (90 * Math.pow(tau, 5) - 12 * tau - 2 * Math.pow(tau, -3)) / tau;
        assertEquals(truth, gradient(DenoisingFisherLoss.FULL, 1, g, sq, s), 1e-8);
        assertEquals(117.905, gradient(new DenoisingFisherLoss(1, 0), 1, g, sq, s), 5e-4);
        assertEquals(9.440, gradient(new DenoisingFisherLoss(0, 1), 1, g, sq, s), 5e-4);
        assertEquals(127.345, truth, 5e-4);
    }

    /**
     * The quartic target in minibatches of score {@code -x^3 + v} or {@code -x^3 - v}, {@code v = 2 x}: over all pairs
     * of two of them the gradient is the truth; of one used twice it is off by that of
     * {@code E v^2 = 4 (theta^2 + sigma^2)}, 8 theta.
     */
    @Test
    void twoMinibatchesAreUnbiased() {
        double tau = Math.sqrt(1.25);
        double truth = (90 * Math.pow(tau, 5) - 12 * tau - 2 * Math.pow(tau, -3)) / tau;
        double two = 0;
        double one = 0;
        for (int first : new int[] {-2, 2}) {
            one += gradientOfMinibatches(first, first) / 2;
            for (int second : new int[] {-2, 2}) {
                two += gradientOfMinibatches(first, second) / 4;
            }
        }
        assertEquals(truth, two, 1e-8);
        assertEquals(truth + 8, one, 1e-8);
    }

    /** At theta = 1. */
    private static double gradientOfMinibatches(double first, double second) {
        Tensor theta = Tensor.of(DType.FLOAT64, new double[] {1}, 1).tracked();
        Tensor xs = Z.mul(theta).add(E.mul(SIGMA));
        Tensor sq = xs.pow(3).neg();
        var scores = new Scores(sq.add(xs.mul(first)), Optional.of(sq.add(xs.mul(second))));
        Tensor loss = DenoisingFisherLoss.FULL.perRow(scores, xs.div(-1.25), C, xs);
        return Gradient.of(loss, WEIGHTS_OF_PAIRS).wrt(theta).item();
    }

    /**
     * A skewed push-forward {@code theta z + z^2 / 4} and a skewed target: the gradient must be a difference of the
     * divergence itself. L1 alone goes the other way.
     */
    @Test
    void nonGaussianPushForward() {
        double theta = 0.6;
        PushForward g = (t, z) -> z.mul(t).add(z.square().mul(0.25));
        UnaryOperator<Tensor> sq = x -> x.pow(3).mul(-0.1).add(0.3);
        double h = 1e-4;
        double truth = (divergence(theta + h, g, sq) - divergence(theta - h, g, sq)) / (2 * h);
        UnaryOperator<Tensor> s = score(theta, g);
        double full = gradient(DenoisingFisherLoss.FULL, theta, g, sq, s);
        double first = gradient(new DenoisingFisherLoss(1, 0), theta, g, sq, s);
        double second = gradient(new DenoisingFisherLoss(0, 1), theta, g, sq, s);
        assertEquals(truth, full, 1e-5 * Math.abs(truth));
        assertEquals(full, first + second, 1e-9 * Math.abs(full));
        assertTrue(first > 0.5 && truth < -0.5, "L1 alone = " + first + " against " + truth);
        assertTrue(second < 2 * truth, "L2 alone = " + second + " against " + truth);
    }

    /** D(theta) = E |s_q - s|^2 at x_s. */
    private static double divergence(double theta, PushForward g, UnaryOperator<Tensor> sq) {
        Tensor xs = g.at(Tensor.of(DType.FLOAT64, new double[] {theta}, 1), Z).add(E.mul(SIGMA));
        return sq.apply(xs)
                .sub(score(theta, g).apply(xs))
                .square()
                .reshape(N)
                .mul(WEIGHTS_OF_PAIRS)
                .sum()
                .item();
    }

    /**
     * The score of the law of x_s: {@code (E[g(z) | x_s] - x_s) / sigma^2}, with the mean over the nodes z_j that
     * N(x_s; g(z_j), sigma^2) weighs.
     */
    private static UnaryOperator<Tensor> score(double theta, PushForward g) {
        Tensor at = g.at(Tensor.of(DType.FLOAT64, new double[] {theta}, 1), NODES);
        Tensor c = WEIGHTS.log().sub(at.square().div(2 * SIGMA * SIGMA)).reshape(1, NODES.size(0));
        Tensor b = at.div(SIGMA * SIGMA);
        return x -> x.matmul(b.transpose()).add(c).softmax(1).matmul(b).sub(x.div(SIGMA * SIGMA));
    }

    @Test
    void nothingToDescendIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> new DenoisingFisherLoss(0, 0));
        assertTrue(e.getMessage().startsWith("weights of L1 and L2 are 0.0 and 0.0: "), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new DenoisingFisherLoss(-1, 2));
    }
}
