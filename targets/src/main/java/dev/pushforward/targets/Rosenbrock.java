package dev.pushforward.targets;

import dev.pushforward.tensor.Tensor;

/**
 * A bent Gaussian: {@code t = (-x_1, -(x_2 + x_1^2 + 1)) ~ N((0, 1), [[1, 0.5], [0.5, 1]])}, that is
 * {@code t = (x_1 / a, a x_2 + a b (x_1^2 + a^2))} with a = -1, b = 1, as in the experiments of Coin sampling (Sharrock
 * and Nemeth 2023, arXiv:2301.11294). Not normalised; exact draws.
 */
public final class Rosenbrock extends WarpedGaussian {
    /** The published one; it has no parameters. */
    public Rosenbrock() {
        super(new Gaussian(new double[] {0, 1}, new double[][] {{1, 0.5}, {0.5, 1}}));
    }

    @Override
    Tensor flatten(Tensor x) {
        Tensor u = x.column(0);
        return Tensor.stack(1, u.neg(), x.column(1).add(u.square()).add(1).neg());
    }

    @Override
    void bend(double[] t) {
        t[0] = -t[0];
        t[1] = -t[1] - t[0] * t[0] - 1;
    }
}
