package dev.pushforward.samplers.fisher;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
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
        return lambda == 1 ? target.logDensity(x) : logDensity(x, target.logDensity(x));
    }

    @Override
    public Tensor score(Tensor x) {
        return lambda == 1 ? target.score(x) : score(x, target.score(x));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        Evaluation q = target.evaluate(x);
        return lambda == 1 ? q : new Evaluation(logDensity(x, q.logDensity()), score(x, q.score()));
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new AnnealedTarget(target.minibatch(random), lambda);
    }

    @Override
    public boolean hasMinibatches() {
        return target.hasMinibatches();
    }

    private Tensor logDensity(Tensor x, Tensor q) {
        Tensor prior = x.square().sum(1).mul(-0.5);
        return q.mul(lambda).add(prior.mul(1 - lambda));
    }

    private Tensor score(Tensor x, Tensor sq) {
        return sq.mul(lambda).sub(x.mul(1 - lambda));
    }
}
