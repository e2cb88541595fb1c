package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * A target with a density known up to its constant. Only {@link #logDensity} must be written; the score and everything
 * of higher order come from automatic differentiation.
 */
public interface DensityTarget extends Target {
    /**
     * Unnormalised log density in nats with respect to the space's base measure.
     *
     * @param x points {@code [n, d]}, either precision; not written to
     * @return {@code [n]} in the precision of {@code x}, row i depending on row i of {@code x} only; differentiable in
     *     {@code x}
     */
    Tensor logDensity(Tensor x);

    /**
     * The log density and the score in one pass; both differentiable in {@code x}. By automatic differentiation of
     * {@link #logDensity}. A target that knows its score in closed form, or whose density must not be differentiated,
     * overrides this, and {@link #score} too where that alone is cheaper. A target that wraps another asks that one for
     * the same: {@code evaluate} for {@code evaluate}, {@code score} for {@code score}. Cost: one density evaluation
     * and one reverse pass per row.
     *
     * @param x points {@code [n, d]}; not written to
     * @throws TrainingException if the log density differentiated has another shape than {@code [n]}
     */
    default Evaluation evaluate(Tensor x) {
        Tensor at = x.tracked();
        Tensor value = GuardedTarget.onePerRow(this, at, logDensity(at));
        return new Evaluation(value, space().tangent(at, Gradient.of(value).wrt(at)));
    }

    /**
     * The score: the gradient of the log density, tangent to the space, {@code [n, d] -> [n, d]}, differentiable in
     * {@code x}. What {@link #evaluate} gives, unless it alone is cheaper.
     */
    default Tensor score(Tensor x) {
        return evaluate(x).score();
    }

    /**
     * The density as one step of a stochastic method sees it: this one, unless it is that of a sum over many
     * observations. Then it is the density of some of them, {@code B} of {@code N} chosen anew by the key, whose part
     * counts {@code N / B} times: at every point its log density and score are unbiased estimates of this one's. One
     * step evaluates one minibatch at all its points, or where it needs a square of the score, two that are
     * independent: {@link #hasMinibatches} says whether it must.
     *
     * @param random the key of the choice; the same key gives the same density
     * @return a density on the same space, for the life of the caller's open scope, or without one for as long as it is
     *     held
     */
    default DensityTarget minibatch(RandomStream random) {
        return this;
    }

    /**
     * Whether {@link #minibatch} gives other densities than this one; a target that wraps another answers for that
     * one. To be overridden together with {@link #minibatch}.
     */
    default boolean hasMinibatches() {
        return false;
    }

    /** Log of the integral of {@code exp(logDensity)}, in nats, where it is known. */
    default OptionalDouble logNormalizer() {
        return OptionalDouble.empty();
    }

    /**
     * A target that must have a density.
     *
     * @param who needs it, for the message, e.g. {@code a Fisher sampler}
     * @throws IllegalArgumentException if it offers draws only
     */
    static DensityTarget of(Target target, String who) {
        if (target instanceof DensityTarget density) {
            return density;
        }
        throw new IllegalArgumentException(who + " needs a density, and " + target.name() + " offers draws only");
    }
}
