package dev.pushforward.samplers.baselines;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * What a critic f ascends and a generator of points x of p descends (Hu et al. 2018, arXiv:1810.03545):
 * {@code L(f, p) = E_p [s_q . f + div f - lambda |f|^2]}. Its first two terms are Stein's operator on f, of mean 0
 * under q. By {@code E_p [div f] = -E_p [s_p . f]},
 * <pre>
 *   L(f, p) = D / (4 lambda) - lambda E_p |f - (s_q - s_p) / (2 lambda)|^2,   D = E_p |s_q - s_p|^2,
 * </pre>
 * so that the best critic is {@code (s_q - s_p) / (2 lambda)} and its value the Fisher divergence over
 * {@code 4 lambda}. There L does not change with f, and its derivative by the points alone, with f as a fixed function,
 * is that of the divergence: all three terms move with the points, the last one too.
 *
 * <p>The authors' code takes the absolute value of the mean of the first two terms. That leaves the greatest value as
 * it is, for -f is a critic where f is one; without it L is a mean over points, which microbatches of them and
 * minibatches of the target leave unbiased.
 *
 * <p>Cost for n points: d forward sweeps of tangents through f, or one for each slice.
 *
 * @param lambda weight of the critic's size, above 0
 * @param slices 0 for the exact divergence; else so many random directions v per point, over which
 *     {@code v . (grad f) v} is averaged: unbiased too
 */
public record MinimaxFisherLoss(double lambda, int slices) {
    /** Checks the numbers. */
    public MinimaxFisherLoss {
        if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lambda = " + lambda + ": must be above 0 and finite, or the critic grows without bound");
        }
        if (slices < 0) {
            throw new IllegalArgumentException(
                    "slices = " + slices + ": must be at least 0, which stands for the exact divergence");
        }
    }

    /**
     * The integrand of L, {@code [n, d] -> [n]}, differentiable in the points and in the critic's parameters.
     *
     * @param critic f, row by row
     * @param sq the target's score at x: computed from x where the points move, constants where the critic does
     * @param x points, tracked
     */
    Tensor perRow(UnaryOperator<Tensor> critic, Tensor sq, Tensor x, RandomStream random) {
        Tensor f = critic.apply(x);
        return sq.mul(f)
                .sum(1)
                .add(divergence(f, x, random))
                .sub(f.square().sum(1).mul(lambda));
    }

    private Tensor divergence(Tensor f, Tensor x, RandomStream random) {
        if (slices == 0) {
            return Gradient.divergence(f, x);
        }
        var signs = random.generator();
        Tensor sum = Tensor.zeros(x.dtype(), x.size(0));
        for (int k = 0; k < slices; k++) {
            Tensor v = Tensor.uniform(x.dtype(), signs, x.shape()).sub(0.5).sign();
            sum = sum.add(Gradient.jvp(f, x, v).mul(v).sum(1));
        }
        return sum.div(slices);
    }
}
