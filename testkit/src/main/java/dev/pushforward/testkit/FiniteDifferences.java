package dev.pushforward.testkit;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Derivatives by central differences of fourth order, {@code (8 (f(+h) - f(-h)) - (f(+2h) - f(-2h))) / 12 h}, in
 * float64: the oracle for automatic and hand-written ones. The step is {@code 1e-4 (1 + |x|)} per coordinate. Where f
 * and its derivatives are of order 1 the error is about 1e-11; at kinks it is wrong.
 */
public final class FiniteDifferences {
    private static final double STEP = 1e-4;

    private FiniteDifferences() {}

    /**
     * The gradient of a function of rows, {@code [n, d] -> [n]}, at {@code x [n, d]}: {@code [n, d]}. Costs 4d
     * evaluations.
     */
    public static Tensor gradient(UnaryOperator<Tensor> f, Tensor x) {
        int n = x.size(0);
        int d = x.size(1);
        double[] out = new double[n * d];
        for (int j = 0; j < d; j++) {
            double[] unit = new double[n * d];
            for (int i = 0; i < n; i++) {
                unit[i * d + j] = 1;
            }
            double[] slope = along(f, x, x.like(unit, n, d)).toDoubleArray();
            for (int i = 0; i < n; i++) {
                out[i * d + j] = slope[i];
            }
        }
        return x.like(out, n, d);
    }

    /**
     * The derivative of a function of rows, {@code [n, d] -> [n, ...]}, along directions {@code v [n, d]}, of the
     * function's shape.
     */
    public static Tensor along(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        if (x.dtype() != DType.FLOAT64) {
            throw new IllegalArgumentException("differences of " + x.dtype() + " say nothing: cast to float64 first");
        }
        int n = x.size(0);
        int d = x.size(1);
        double[] points = x.toDoubleArray();
        double[] directions = v.toDoubleArray();
        double[] steps = new double[n];
        for (int i = 0; i < n; i++) {
            double largest = 0;
            for (int j = 0; j < d; j++) {
                largest = Math.max(largest, Math.abs(points[i * d + j]));
            }
            steps[i] = STEP * (1 + largest);
        }
        double[][] values = new double[4][];
        int[] multiples = {1, -1, 2, -2};
        int[] shape = null;
        for (int k = 0; k < 4; k++) {
            double[] moved = points.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += multiples[k] * steps[i / d] * directions[i];
            }
            Tensor value = f.apply(x.like(moved, n, d));
            shape = value.shape();
            values[k] = value.toDoubleArray();
        }
        double[] out = new double[values[0].length];
        int width = n == 0 ? 0 : out.length / n;
        for (int i = 0; i < out.length; i++) {
            out[i] = (8 * (values[0][i] - values[1][i]) - (values[2][i] - values[3][i])) / (12 * steps[i / width]);
        }
        return x.like(out, shape);
    }
}
