package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * The law of {@code x} where {@code t(x)} is Gaussian and t is a smooth bijection of the plane that keeps areas:
 * {@code log q(x) = -1/2 (t - m)^T S^-1 (t - m)}, with the normaliser of that Gaussian, and draws by the inverse of t.
 */
abstract sealed class WarpedGaussian implements DensityTarget, DataTarget permits Banana, Rosenbrock, Squiggle {
    private final Gaussian flat;

    WarpedGaussian(Gaussian flat) {
        this.flat = flat;
    }

    /** {@code t(x)}, {@code [n, 2] -> [n, 2]}. */
    abstract Tensor flatten(Tensor x);

    /** Replaces t by the x that it belongs to. */
    abstract void bend(double[] t);

    @Override
    public final Space space() {
        return flat.space();
    }

    @Override
    public final Tensor logDensity(Tensor x) {
        return flat.logDensity(flatten(x));
    }

    @Override
    public final OptionalDouble logNormalizer() {
        return flat.logNormalizer();
    }

    @Override
    public final Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(n, 2, random, (generator, x) -> {
            flat.draw(generator, x);
            bend(x);
        });
    }
}
