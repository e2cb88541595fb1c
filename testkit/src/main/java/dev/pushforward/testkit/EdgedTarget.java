package dev.pushforward.testkit;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;

/**
 * {@code log q = -x - y^2 / 2} in the half plane x > 0, and another value beyond its edge.
 *
 * @param beyond the log density where x is not above 0: -infinity for a true density
 */
record EdgedTarget(double beyond) implements DensityTarget {
    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor u = x.column(0);
        Tensor inside = u.neg().sub(x.column(1).square().mul(0.5));
        return Tensor.where(u.greaterThan(0), inside, Tensor.full(x.dtype(), beyond, x.size(0)));
    }

    /** Exact draws in float64, all inside. */
    static double[] draw(int n, RandomStream random) {
        var generator = random.generator();
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = -Math.log(1 - generator.nextDouble()) + 1e-9;
            x[2 * i + 1] = generator.nextGaussian();
        }
        return x;
    }

    static Tensor points(double[] x) {
        return Tensor.of(DType.FLOAT64, x, x.length / 2, 2);
    }
}
