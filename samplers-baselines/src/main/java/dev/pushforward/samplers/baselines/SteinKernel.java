package dev.pushforward.samplers.baselines;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.generator.MinibatchPair;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;

/**
 * The Stein kernel of a base kernel k and scores s, for all pairs of points:
 * {@code k0(x, x') = s . s' k + s . grad_x' k + s' . grad_x k + tr grad_x grad_x' k}.
 */
public enum SteinKernel {
    /** {@code exp(-|x - x'|^2 / 2)}. */
    RBF {
        @Override
        Tensor of(Tensor inner, Tensor drift, Tensor squaredDistances, int d) {
            return squaredDistances.mul(-0.5).exp().mul(inner.add(drift).add(d).sub(squaredDistances));
        }
    },
    /**
     * {@code (1 + |x - x'|^2)^(-1/2)}, the inverse multiquadric: its tails see what an RBF does not (Gorham, Mackey
     * 2017, arXiv:1703.01717).
     */
    IMQ {
        @Override
        Tensor of(Tensor inner, Tensor drift, Tensor squaredDistances, int d) {
            Tensor b = squaredDistances.add(1);
            Tensor cube = b.pow(-1.5);
            return b.pow(-0.5)
                    .mul(inner)
                    .add(cube.mul(drift.add(d)))
                    .sub(squaredDistances.mul(b.pow(-2.5)).mul(3));
        }
    };

    /**
     * The kernel from its parts, each {@code [n, n]}.
     *
     * @param inner {@code s_i . s'_j}
     * @param drift {@code (s_i - s'_j) . (x_i - x_j)}
     * @param d dimension of the points
     */
    abstract Tensor of(Tensor inner, Tensor drift, Tensor squaredDistances, int d);

    /**
     * {@code k0(x_i, x_j)}, {@code [n, n]}, for points and scores {@code [n, d]}, of which the first take s and the
     * second take other. Cost: four products of n x d with d x n.
     */
    Tensor matrix(Tensor x, Tensor s, Tensor other) {
        Tensor centred = Pairs.centred(x);
        Tensor drift = s.mul(centred)
                .sum(1)
                .unsqueeze(1)
                .add(other.mul(centred).sum(1))
                .sub(s.matmulTransposed(centred))
                .sub(other.matmulTransposed(centred).transpose());
        return of(s.matmulTransposed(other), drift, Pairs.squaredDistances(centred), x.size(1));
    }

    /**
     * {@code -n d KSD^2 / dx}, {@code [n, d]}, constants: where the draws of a batch go to shrink the V-statistic, per
     * draw of a size that does not depend on n. The scores of a pair's points are those of two independent minibatches,
     * if the target has them: their product in one and the same would be too large by its variance.
     *
     * @param random chooses the minibatches
     */
    Tensor descent(DensityTarget target, Tensor x, RandomStream random) {
        Tensor at = x.tracked();
        MinibatchPair.Scores s = MinibatchPair.of(target, random).scores(at);
        return Gradient.of(matrix(at, s.first(), s.second().orElse(s.first())).mean())
                .wrt(at)
                .mul(-x.size(0))
                .detach();
    }
}
