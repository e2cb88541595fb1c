package dev.pushforward.core.generator;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * What is done to points of a law: {@code y = alpha x + sigma e}, e standard normal. Given x, y has the score
 * {@code -e / sigma}.
 *
 * @param alpha factor of x, above 0
 * @param sigma standard deviation of the noise, above 0
 */
public record Noise(double alpha, double sigma) {
    /** Checks both. */
    public Noise {
        if (!(alpha > 0 && sigma > 0 && alpha < Double.POSITIVE_INFINITY && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "alpha = " + alpha + ", sigma = " + sigma + ": both must be above 0 and finite");
        }
    }

    /** {@code x + sigma e}. */
    public static Noise added(double sigma) {
        return new Noise(1, sigma);
    }

    /** {@code sqrt(1 - sigma^2) x + sigma e}, which keeps the standard normal law as it is; sigma below 1. */
    public static Noise mixed(double sigma) {
        return new Noise(Math.sqrt(1 - sigma * sigma), sigma);
    }

    /** {@code [n, d], [n, d] -> [n, d]}. */
    Tensor on(Tensor x, Tensor e) {
        return x.mul(alpha).add(e.mul(sigma));
    }

    /** Standard normal numbers of x's shape. */
    static Tensor like(Tensor x, RandomStream random) {
        return Tensor.normal(x.dtype(), random.generator(), x.shape());
    }
}
