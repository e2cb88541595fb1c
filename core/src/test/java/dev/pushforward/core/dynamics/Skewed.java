package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/** x of a standard Gumbel distribution, {@code y | x ~ N(0.5 x, 1)}: without any symmetry, normalised. */
record Skewed() implements DensityTarget {
    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor u = x.column(0);
        Tensor residual = x.column(1).sub(u.mul(0.5));
        return u.neg().sub(u.neg().exp()).sub(residual.square().mul(0.5)).sub(0.5 * Math.log(2 * Math.PI));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }
}
