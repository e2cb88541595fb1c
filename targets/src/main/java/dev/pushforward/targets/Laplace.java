package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The product of d Laplace laws, normalised: {@code log p = -sum |x_i| / b - d log 2b}. The score
 * {@code -sign(x_i) / b} jumps at 0, where it is taken as 0; its derivative is 0. A coordinate of a draw is an
 * exponential number with a random sign.
 */
public final class Laplace implements DensityTarget, DataTarget {
    private final int dimension;
    private final double scale;

    /** The law of this dimension and scale b. */
    public Laplace(int dimension, double scale) {
        this.dimension = Require.atLeast(1, "dimension", dimension);
        this.scale = Require.positive("scale", scale);
    }

    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return x.abs().sum(1).mul(-1 / scale).sub(dimension * Math.log(2 * scale));
    }

    /** {@code -sign(x) / b}. */
    @Override
    public Tensor score(Tensor x) {
        return x.sign().mul(-1 / scale);
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        return new Evaluation(logDensity(x), score(x));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(
                n,
                dimension,
                random,
                (generator, x) -> Arrays.setAll(x, j -> {
                    double magnitude = -scale * Math.log(1 - generator.nextDouble());
                    return generator.nextBoolean() ? magnitude : -magnitude;
                }));
    }
}
