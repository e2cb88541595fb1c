package dev.pushforward.targets;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** Integrals by the Gauss-Legendre rule of eight points, exact for polynomials up to degree 15 on each panel. */
final class GaussLegendre {
    private static final double[] NODES = { // on [-1, 1]
        -0.9602898564975363,
        -0.7966664774136267,
        -0.5255324099163290,
        -0.1834346424956498,
        0.1834346424956498,
        0.5255324099163290,
        0.7966664774136267,
        0.9602898564975363
    };
    private static final double[] WEIGHTS = {
        0.1012285362903763, 0.2223810344533745, 0.3137066458778873, 0.3626837833783620,
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
    };

    private GaussLegendre() {}

    /** {@code int_low^high f}, on one panel. */
    static double integral(DoubleUnaryOperator f, double low, double high) {
        double half = (high - low) / 2;
        double middle = (high + low) / 2;
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            sum += WEIGHTS[i] * f.applyAsDouble(middle + half * NODES[i]);
        }
        return half * sum;
    }

    /**
     * The log of the integral of {@code exp(logDensity)} over the square whose both sides are cut into panels at
     * {@code edges}. Costs {@code (8 panels)^2} evaluations in float64.
     */
    static double logIntegral(DensityTarget target, double[] edges) {
        int perAxis = NODES.length * (edges.length - 1);
        double[] nodes = new double[perAxis];
        double[] weights = new double[perAxis];
        for (int i = 0; i < perAxis; i++) {
            int panel = i / NODES.length;
            double half = (edges[panel + 1] - edges[panel]) / 2;
            nodes[i] = edges[panel] + half * (1 + NODES[i % NODES.length]);
            weights[i] = half * WEIGHTS[i % NODES.length];
        }
        int block = NODES.length * perAxis; // one panel of the first axis at a time
        double[] logSums = new double[edges.length - 1];
        for (int panel = 0; panel < logSums.length; panel++) {
            double[] points = new double[2 * block];
            double[] logWeights = new double[block];
            for (int k = 0; k < block; k++) {
                int i = NODES.length * panel + k / perAxis;
                int j = k % perAxis;
                points[2 * k] = nodes[i];
                points[2 * k + 1] = nodes[j];
                logWeights[k] = Math.log(weights[i] * weights[j]);
            }
            try (Scope scope = Scope.open()) {
                Tensor logDensity = target.logDensity(Tensor.of(DType.FLOAT64, points, block, 2));
                logSums[panel] = logDensity
                        .add(Tensor.of(DType.FLOAT64, logWeights, block))
                        .logSumExp(0)
                        .item();
            }
        }
        return Tensor.of(DType.FLOAT64, logSums, logSums.length).logSumExp(0).item();
    }
}
