package dev.pushforward.testkit;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * N(0, I) in minibatches of precision {@code 1 + c} or {@code 1 - c}, as a coin falls. Log density and score of a
 * minibatch are unbiased; a square of its score is too large by {@code c^2 |x|^2}, as is whatever multiplies two scores
 * of one minibatch. A method that descends such a square draws this target too narrow.
 *
 * @param c how much the minibatches tremble
 */
public record TremblingNormal(int dimension, double c) implements DensityTarget {
    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return x.square().sum(1).mul(-0.5);
    }

    @Override
    public boolean hasMinibatches() {
        return true;
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new Minibatch(dimension, random.generator().nextBoolean() ? 1 + c : 1 - c);
    }

    private record Minibatch(int dimension, double precision) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(dimension);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.square().sum(1).mul(-0.5 * precision);
        }
    }
}
