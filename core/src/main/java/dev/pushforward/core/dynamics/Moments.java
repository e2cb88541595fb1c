package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;

/**
 * Mean and covariance of weighted points.
 *
 * @param mean {@code [1, d]}, float64
 * @param covariance {@code [d, d]}, float64
 */
record Moments(Tensor mean, Tensor covariance) {
    /**
     * Of these points.
     *
     * @param x {@code [n, d]}
     * @param weights {@code [n]}, sum 1
     */
    static Moments of(Tensor x, double[] weights) {
        Tensor points = x.cast(DType.FLOAT64);
        Tensor w = Tensor.of(DType.FLOAT64, weights, weights.length, 1);
        Tensor mean = w.transposedMatmul(points);
        Tensor centred = points.sub(mean.broadcastTo(points.shape()));
        return new Moments(mean, centred.transposedMatmul(centred.mul(w.broadcastTo(points.shape()))));
    }
}
