package dev.pushforward.samplers.baselines;

import dev.pushforward.tensor.Tensor;
import java.util.Arrays;

/** What kernels are made of, for all pairs of points {@code [n, d]}: n x n matrices, differentiable. */
final class Pairs {
    private Pairs() {}

    /**
     * The points less their mean, which counts as a constant: what depends on differences of points alone is the same
     * there, and loses least to rounding.
     */
    static Tensor centred(Tensor x) {
        return x.sub(x.detach().mean(0));
    }

    /** {@code |x_i - x_j|^2} of points that should be {@link #centred}, at least 0. */
    static Tensor squaredDistances(Tensor x) {
        Tensor squares = x.square().sum(1);
        return squares.unsqueeze(1)
                .add(squares)
                .sub(x.matmulTransposed(x).mul(2))
                .relu();
    }

    /**
     * {@code h^2 = median / (2 ln(n + 1))} of the squared distances, the zeros of the diagonal among them: the rule of
     * Liu and Wang 2016, arXiv:1608.04471. It is 1 where the median is 0, so that most points coincide, or is no larger
     * than what rounding makes of the diagonal.
     */
    static double medianBandwidth(Tensor squaredDistances) {
        int n = squaredDistances.size(0);
        double[] all = squaredDistances.toDoubleArray();
        double rounding = 0;
        for (int i = 0; i < n; i++) {
            rounding = Math.max(rounding, all[i * n + i]);
        }
        Arrays.sort(all);
        double median = (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
        return median > rounding ? median / (2 * Math.log(n + 1)) : 1;
    }
}
