package dev.pushforward.targets;

import dev.pushforward.tensor.Tensor;

/**
 * A Gaussian sheared along a sine: {@code t = (x_1, x_2 + sin 2 x_1) ~ N((1, 1), [[2, 0.25], [0.25, 0.5]])}, as in the
 * experiments of Coin sampling (Sharrock and Nemeth 2023, arXiv:2301.11294). Not normalised; exact draws.
 */
public final class Squiggle extends WarpedGaussian {
    /** The published one; it has no parameters. */
    public Squiggle() {
        super(new Gaussian(new double[] {1, 1}, new double[][] {{2, 0.25}, {0.25, 0.5}}));
    }

    @Override
    Tensor flatten(Tensor x) {
        Tensor u = x.column(0);
        return Tensor.stack(1, u, x.column(1).add(u.mul(2).sin()));
    }

    @Override
    void bend(double[] t) {
        t[1] -= Math.sin(2 * t[0]);
    }
}
