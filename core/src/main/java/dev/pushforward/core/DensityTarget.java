package dev.pushforward.core;

import dev.pushforward.core.tensor.Gradient;
import dev.pushforward.core.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * A target with a density known up to its constant. Only {@link #logDensity} must be written; the score and everything of higher order
 * come from automatic differentiation.
 */
public interface DensityTarget extends Target {
    /**
     * Unnormalised log density in nats with respect to the space's base measure.
     *
     * @param x points {@code [n, d]}, either precision; not written to
     * @return {@code [n]} in the precision of {@code x}, row i depending on row i of {@code x} only; differentiable in {@code x}
     */
    Tensor logDensity(Tensor x);

    /**
     * The score, gradient of the log density: {@code [n, d] -> [n, d]}, differentiable in {@code x}. By automatic differentiation unless a
     * closed form is faster. Cost: one density evaluation and one reverse pass per row.
     */
    default Tensor score(Tensor x) {
        Tensor at = x.tracked();
        return Gradient.of(logDensity(at)).wrt(at);
    }

    /** Log of the integral of {@code exp(logDensity)}, in nats, where it is known. */
    default OptionalDouble logNormalizer() {
        return OptionalDouble.empty();
    }
}
