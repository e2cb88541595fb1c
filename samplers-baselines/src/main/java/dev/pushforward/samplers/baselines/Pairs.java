package dev.pushforward.samplers.baselines;

import dev.pushforward.core.tensor.Tensor;
import java.util.Arrays;

/** What kernels are made of, for all pairs of points {@code [n, d]}: n x n matrices, differentiable. */
final class Pairs {
    private Pairs() {}

    /** {@code |x_i - x_j|^2}, at least 0. */
    static Tensor squaredDistances(Tensor x) {
        Tensor squares = x.square().sum(1);
        return squares.unsqueeze(1).add(squares).sub(x.matmulTransposed(x).mul(2)).relu();
    }

    /** {@code h^2 = median / (2 ln(n + 1))} of the squared distances, the zeros of the diagonal among them: the rule of Liu and Wang 2016, arXiv:1608.04471. */
    static double medianBandwidth(Tensor squaredDistances) {
        double[] all = squaredDistances.toDoubleArray();
        Arrays.sort(all);
        double median = (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
        return median / (2 * Math.log(squaredDistances.size(0) + 1));
    }
}
