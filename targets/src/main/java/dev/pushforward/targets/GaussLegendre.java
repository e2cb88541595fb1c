package dev.pushforward.targets;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Scope;
import dev.pushforward.core.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** Integrals by the Gauss-Legendre rule of eight points, exact for polynomials up to degree 15 on each panel. */
final class GaussLegendre {
    private static final double[] NODES = { // on [-1, 1]
        -0.9602898564975363, -0.7966664774136267, -0.5255324099163290, -0.1834346424956498,
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
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
     * The log of the integral of {@code exp(logDensity)} over the square whose both sides are cut into panels at {@code edges}. Costs
     * {@code (8 panels)^2} evaluations in float64.
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
        double[] points = new double[2 * perAxis];
        double[] rows = new double[perAxis];
        for (int i = 0; i < perAxis; i++) {
            for (int j = 0; j < perAxis; j++) {
                points[2 * j] = nodes[i];
                points[2 * j + 1] = nodes[j];
            }
            try (Scope scope = Scope.open()) {
                Tensor logWeights = Tensor.of(DType.FLOAT64, weights, perAxis).log();
                Tensor row = target.logDensity(Tensor.of(DType.FLOAT64, points, perAxis, 2)).add(logWeights);
                rows[i] = Math.log(weights[i]) + row.logSumExp(0).item();
            }
        }
        return Tensor.of(DType.FLOAT64, rows, perAxis).logSumExp(0).item();
    }
}
