package dev.pushforward.core.coordinates;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * The distribution of {@code y = x / unit} for x from a target on R^d, up to its constant: {@code log q(unit y)}, with
 * score {@code unit s_q(unit y)} and log normaliser {@code log Z - d log unit}, if q's is known.
 *
 * @param target q
 * @param unit greater than 0
 */
public record ScaledTarget(DensityTarget target, double unit) implements DensityTarget {
    /** @throws IllegalArgumentException if the target does not live in R^d */
    public ScaledTarget {
        Euclidean.require(target, "scaling by " + unit);
    }

    /**
     * A target as a training in units of length sees it, each value {@linkplain GuardedTarget checked}.
     *
     * @throws IllegalArgumentException if the unit is not 1 and the target does not live in R^d
     */
    public static DensityTarget checked(DensityTarget target, double unit) {
        DensityTarget guarded = new GuardedTarget(target);
        return unit == 1 ? guarded : new ScaledTarget(guarded, unit);
    }

    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public Tensor logDensity(Tensor y) {
        return target.logDensity(y.mul(unit));
    }

    @Override
    public Tensor score(Tensor y) {
        return target.score(y.mul(unit)).mul(unit);
    }

    @Override
    public Evaluation evaluate(Tensor y) {
        Evaluation at = target.evaluate(y.mul(unit));
        return new Evaluation(at.logDensity(), at.score().mul(unit));
    }

    @Override
    public OptionalDouble logNormalizer() {
        OptionalDouble logZ = target.logNormalizer();
        return logZ.isEmpty() ? logZ : OptionalDouble.of(logZ.getAsDouble() - target.dimension() * Math.log(unit));
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public boolean hasMinibatches() {
        return target.hasMinibatches();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new ScaledTarget(target.minibatch(random), unit);
    }
}
