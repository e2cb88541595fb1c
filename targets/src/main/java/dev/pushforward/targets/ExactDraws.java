package dev.pushforward.targets;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Draws made one after the other from one generator, so that draw i depends on the key and on i, not on how many are
 * made.
 */
final class ExactDraws {
    /** Writes one draw. */
    @FunctionalInterface
    interface Law {
        /** Fills {@code x} with one draw; every coordinate must be set. */
        void draw(RandomGenerator random, double[] x);
    }

    private ExactDraws() {}

    /** {@code [n, d]} in float64. */
    static Tensor of(int n, int d, RandomStream random, Law law) {
        if (n < 0) {
            throw new IllegalArgumentException("n = " + n + ": the number of draws must be 0 or more");
        }
        RandomGenerator generator = random.generator();
        double[] points = new double[Math.multiplyExact(n, d)];
        double[] x = new double[d];
        for (int i = 0; i < n; i++) {
            law.draw(generator, x);
            System.arraycopy(x, 0, points, i * d, d);
        }
        return Tensor.of(DType.FLOAT64, points, n, d);
    }
}
