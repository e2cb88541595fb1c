package dev.pushforward.targets;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

/**
 * The funnel of {@code Funnel(2, 4, 3, 1)} with the score that the code published with Coin sampling gives it, which is
 * not the gradient of its log density: the prior's part is {@code d/ds log N(y; 4, s)} at s = 3 instead of
 * {@code d/dy}. Published comparisons (denoising Fisher training, Table 1) follow this score, so it is kept to
 * reproduce them. For anything else use {@link Funnel}.
 *
 * <p>{@code log q = (y - 4)^3 / 81 - 5 y / 6 - (x - 1)^2 e^-y / 2}, the potential of that score. It is improper: beyond
 * y = 7 it rises without end, so there is no normaliser, there are no draws, and a chain or a sampler that gets there
 * runs away.
 */
public final class CoinSvgdFunnel implements DensityTarget {
    /** The published one; it has no parameters. */
    public CoinSvgdFunnel() {}

    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor u = x.column(0);
        Tensor y = x.column(1);
        Tensor given = u.sub(1).square().mul(y.neg().exp()).mul(-0.5);
        return y.sub(4).pow(3).div(81).sub(y.mul(5.0 / 6)).add(given);
    }
}
