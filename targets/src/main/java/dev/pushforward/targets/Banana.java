package dev.pushforward.targets;

import dev.pushforward.tensor.Tensor;

/**
 * A thin crescent: {@code x_1 ~ N(0, 1)}, {@code x_2 | x_1 ~ N(x_1^2 / 2 - 1, e^-2)};
 * {@code log q = -x_1^2 / 2 - e^2 / 2 (x_2 - x_1^2 / 2 + 1)^2}, {@code log Z = log 2 pi - 1}. Exact draws from two
 * normal numbers.
 */
public final class Banana extends WarpedGaussian {
    /** The crescent; it has no parameters. */
    public Banana() {
        super(new Gaussian(new double[] {0, -1}, new double[][] {{1, 0}, {0, Math.exp(-2)}}));
    }

    @Override
    Tensor flatten(Tensor x) {
        Tensor u = x.column(0);
        return Tensor.stack(1, u, x.column(1).sub(u.square().mul(0.5)));
    }

    @Override
    void bend(double[] t) {
        t[1] += t[0] * t[0] / 2;
    }
}
