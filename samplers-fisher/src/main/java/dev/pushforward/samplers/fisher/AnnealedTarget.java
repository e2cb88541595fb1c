package dev.pushforward.samplers.fisher;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

/**
 * The annealed target {@code log q_k = lambda log q + (1 - lambda) log q_0} with {@code q_0 = N(0, I)}, up to its
 * constant.
 *
 * @param target q
 * @param lambda from 0 to 1
 */
record AnnealedTarget(DensityTarget target, double lambda) implements DensityTarget {
    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor prior = x.square().sum(1).mul(-0.5);
        return lambda == 1
                ? target.logDensity(x)
                : target.logDensity(x).mul(lambda).add(prior.mul(1 - lambda));
    }

    @Override
    public Tensor score(Tensor x) {
        return lambda == 1 ? target.score(x) : target.score(x).mul(lambda).sub(x.mul(1 - lambda));
    }
}
