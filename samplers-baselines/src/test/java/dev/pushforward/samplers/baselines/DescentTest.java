package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What generators descend, in float64 by quadrature over z: no sampling error. */
class DescentTest {
    private static final int N = 181;
    private static final Tensor Z = nodes();
    private static final Tensor WEIGHTS = Z.square()
            .mul(-0.5)
            .exp()
            .mul(18.0 / (N - 1) / Math.sqrt(2 * Math.PI))
            .reshape(N);

    /** The trapezoidal rule for the standard normal on [-9, 9]. */
    private static Tensor nodes() {
        double[] z = new double[N];
        for (int i = 0; i < N; i++) {
            z[i] = -9 + 18.0 * i / (N - 1);
        }
        return Tensor.of(DType.FLOAT64, z, N, 1);
    }

    /**
     * A skewed push-forward and a skewed target, exp(-x^2 + 0.3 x - x^4 / 100): the gradient is a difference of the
     * divergence itself.
     */
    @Test
    void klIsTheGradientOfTheDivergence() {
        double theta = 0.6;
        Tensor t = Tensor.of(DType.FLOAT64, new double[] {theta}, 1).tracked();
        Tensor x = push(t);
        // p's score at x = sinh(theta z + 1/2): log p = -z^2 / 2 - log theta - log(1 + x^2) / 2
        Tensor one = x.detach().square().add(1);
        Tensor s = Z.div(-theta).div(one.sqrt()).sub(x.detach().div(one));
        Tensor sq = x.detach().mul(-2).add(0.3).sub(x.detach().pow(3).mul(0.04));
        double gradient =
                Gradient.of(KlSampler.perRow(sq, s, x), WEIGHTS).wrt(t).item();
        double h = 1e-5;
        double truth = (divergence(theta + h) - divergence(theta - h)) / (2 * h);
        assertEquals(truth, gradient, 1e-7 * Math.abs(truth));
    }

    private static Tensor push(Tensor theta) {
        Tensor u = Z.mul(theta).add(0.5);
        return u.exp().sub(u.neg().exp()).mul(0.5);
    }

    private static double divergence(double theta) {
        Tensor x = push(Tensor.of(DType.FLOAT64, new double[] {theta}, 1));
        Tensor logP = Z.square().mul(-0.5).sub(x.square().add(1).log().mul(0.5)).sub(Math.log(theta));
        Tensor logQ = x.square().neg().add(x.mul(0.3)).sub(x.pow(4).mul(0.01));
        return logP.sub(logQ).reshape(N).mul(WEIGHTS).sum().item();
    }
}
