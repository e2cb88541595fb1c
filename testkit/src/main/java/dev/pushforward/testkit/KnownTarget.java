package dev.pushforward.testkit;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Plane targets of which everything is known, without any symmetry that could hide a wrong sign: what the contracts try
 * methods on. Normalised; exact draws in float64, draw i independent of the number of draws.
 */
public enum KnownTarget implements DensityTarget, DataTarget, ModalTarget {
    /** {@code x ~ N(1, 0.64)}, {@code y | x ~ N(-1 + 1.5 x, 0.25)}. One mode. */
    GAUSSIAN(1) {
        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0);
            Tensor v = x.column(1);
            return normal(u.sub(1), 0.8).add(normal(v.sub(u.mul(1.5)).add(1), 0.5));
        }

        @Override
        void draw(RandomGenerator random, double[] x) {
            x[0] = 1 + 0.8 * random.nextGaussian();
            x[1] = -1 + 1.5 * x[0] + 0.5 * random.nextGaussian();
        }
    },
    /** x of a standard Gumbel law, density {@code exp(-x - e^-x)}, {@code y | x ~ N(0.5 x, 1)}. One mode, skewed. */
    SKEWED(1) {
        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0);
            Tensor v = x.column(1);
            return u.neg().sub(u.neg().exp()).add(normal(v.sub(u.mul(0.5)), 1));
        }

        @Override
        void draw(RandomGenerator random, double[] x) {
            x[0] = -Math.log(-Math.log(1 - random.nextDouble()));
            x[1] = 0.5 * x[0] + random.nextGaussian();
        }
    },
    /** {@code 0.3 N((-3, 0), 0.25 I) + 0.7 N((2, 1), 0.25 I)}: two modes ten standard deviations apart. */
    TWO_MODES(0.3, 0.7) {
        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0);
            Tensor v = x.column(1);
            Tensor left = normal(u.add(3), 0.5).add(normal(v, 0.5)).add(Math.log(0.3));
            Tensor right = normal(u.sub(2), 0.5).add(normal(v.sub(1), 0.5)).add(Math.log(0.7));
            return Tensor.stack(1, left, right).logSumExp(1);
        }

        @Override
        void draw(RandomGenerator random, double[] x) {
            boolean left = random.nextDouble() < 0.3;
            x[0] = (left ? -3 : 2) + 0.5 * random.nextGaussian();
            x[1] = (left ? 0 : 1) + 0.5 * random.nextGaussian();
        }
    };

    private final double[] weights;

    KnownTarget(double... weights) {
        this.weights = weights;
    }

    abstract void draw(RandomGenerator random, double[] x);

    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        RandomGenerator generator = random.generator();
        double[] points = new double[2 * n];
        double[] x = new double[2];
        for (int i = 0; i < n; i++) {
            draw(generator, x);
            points[2 * i] = x[0];
            points[2 * i + 1] = x[1];
        }
        return Tensor.of(DType.FLOAT64, points, n, 2);
    }

    @Override
    public double[] modeWeights() {
        return weights.clone();
    }

    @Override
    public int[] modeOf(Tensor x) {
        int[] modes = new int[x.size(0)];
        for (int i = 0; i < modes.length; i++) {
            // the bisector of (-3, 0) and (2, 1)
            modes[i] = weights.length == 1 || 5 * x.get(i, 0) + x.get(i, 1) < -2 ? 0 : 1;
        }
        return modes;
    }

    private static Tensor normal(Tensor deviation, double sd) {
        return deviation.div(sd).square().mul(-0.5).sub(Math.log(sd * Math.sqrt(2 * Math.PI)));
    }
}
