package dev.pushforward.testkit;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;

/**
 * The integral of {@code exp(logDensity)} over an interval or a rectangle, by Gauss's rule of three points in each of
 * many cells.
 */
final class BoxIntegral {
    private static final int CELLS = 200;
    private static final double[] NODES = {0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)};
    private static final double[] WEIGHTS = {5.0 / 18, 8.0 / 18, 5.0 / 18};

    private BoxIntegral() {}

    /**
     * Relative error about {@code (h / width)^6}, with cells of size h and features of that width; corners in one or
     * two dimensions.
     */
    static double of(DensityTarget target, double[] low, double[] high) {
        int d = low.length;
        int perAxis = CELLS * NODES.length;
        int n = d == 1 ? perAxis : perAxis * perAxis;
        double[] points = new double[n * d];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = 1;
            for (int j = 0, rest = i; j < d; j++, rest /= perAxis) {
                int along = rest % perAxis;
                double cell = (high[j] - low[j]) / CELLS;
                points[i * d + j] = low[j] + cell * (along / NODES.length + NODES[along % NODES.length]);
                weights[i] *= cell * WEIGHTS[along % NODES.length];
            }
        }
        double[] logDensity =
                target.logDensity(Tensor.of(DType.FLOAT64, points, n, d)).toDoubleArray();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[i] * Math.exp(logDensity[i]);
        }
        return sum;
    }
}
