package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.Tensor;

/**
 * Normal noise {@code sd n} with independent coordinates, n standard normal. The standard deviations keep their own
 * precision until they meet the points', so that those given in float64 are rounded once.
 *
 * @param sd broadcast to {@code [n, d]}, above 0
 */
record ScaledNoise(Tensor sd) {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /** {@code sd n}. */
    Tensor of(Tensor n) {
        return n.mul(sd.cast(n.dtype()));
    }

    /** The n of a deviation {@code sd n}. */
    Tensor standardised(Tensor deviation) {
        return deviation.mul(sd.reciprocal().cast(deviation.dtype()));
    }

    /** Log density of {@code sd n}, {@code [n, d] -> [n]}. */
    Tensor logDensity(Tensor n) {
        return n.square().mul(-0.5).sub(sd.log().cast(n.dtype())).sum(1).sub(0.5 * n.size(1) * LOG_TWO_PI);
    }

    /** Log density of n itself, {@code [n, d] -> [n]}. */
    static Tensor standardLogDensity(Tensor n) {
        return n.square().sum(1).mul(-0.5).sub(0.5 * n.size(1) * LOG_TWO_PI);
    }

    /** @throws IllegalArgumentException if a number is not above 0 */
    static Tensor requirePositive(String what, Tensor values) {
        for (long i = 0; i < values.length(); i++) {
            if (!(values.get(i) > 0)) {
                throw new IllegalArgumentException(what + " is " + values.get(i) + " in element " + i + " of "
                        + values.shapeText() + ": must be above 0");
            }
        }
        return values;
    }
}
