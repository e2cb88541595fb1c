package org.example.shapes;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

/**
 * Two long Gaussians, one across the other: {@code log q = log(exp(-x^2 / 2 - 8 y^2) + exp(-8 x^2 - y^2 / 2))}. Its
 * score is derived from it.
 */
public final class Cross implements DensityTarget {
    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) { // [n, 2] -> [n]
        Tensor u = x.column(0).square();
        Tensor v = x.column(1).square();
        return Tensor.stack(1, u.mul(-0.5).sub(v.mul(8)), u.mul(-8).sub(v.mul(0.5)))
                .logSumExp(1);
    }
}
