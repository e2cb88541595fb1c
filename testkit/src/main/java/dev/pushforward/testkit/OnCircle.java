package dev.pushforward.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The density {@code e^x} at the points (x, y) of the unit circle: a target that does not live in R^d. */
record OnCircle() implements DensityTarget {
    /** A method that does not know the circle must refuse it; one that knows it must stay on it. */
    static void assertRefusedOrStayedOn(Supplier<Tensor> points) {
        Tensor x;
        try {
            x = points.get();
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertEquals(
                0,
                x.square().sum(1).sqrt().sub(1).abs().max(0).item(),
                1e-4,
                "the farthest of points that should live on the unit circle is off it by");
    }

    /** Exact draws in float64, by rejection from the uniform distribution, {@code [n, 2]}. */
    static Tensor draw(int n, RandomStream random) {
        RandomGenerator generator = random.generator();
        double[] x = new double[2 * n];
        for (int i = 0; i < n; ) {
            double angle = 2 * Math.PI * generator.nextDouble();
            if (generator.nextDouble() < Math.exp(Math.cos(angle) - 1)) {
                x[2 * i] = Math.cos(angle);
                x[2 * i + 1] = Math.sin(angle);
                i++;
            }
        }
        return Tensor.of(DType.FLOAT64, x, n, 2);
    }

    @Override
    public Space space() {
        return new Circle();
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return x.column(0);
    }

    private record Circle(Euclidean plane) implements Space {
        Circle() {
            this(new Euclidean(2));
        }

        @Override
        public int ambientDimension() {
            return 2;
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public Tensor project(Tensor x) {
            return x.div(x.square().sum(1).sqrt().unsqueeze(1));
        }

        @Override
        public Tensor tangent(Tensor x, Tensor v) {
            return v.sub(x.mul(x.mul(v).sum(1).unsqueeze(1)));
        }

        @Override
        public Tensor exp(Tensor x, Tensor v) {
            Tensor angle = v.square().sum(1).sqrt().unsqueeze(1);
            return x.mul(angle.cos())
                    .add(v.mul(angle.sin().div(angle.max(angle.mul(0).add(1e-12)))));
        }

        /** By the chord, as there is no arc cosine. */
        @Override
        public Tensor distance(Tensor x, Tensor y) {
            return plane.distance(x, y);
        }

        @Override
        public Tensor reference(int n, RandomStream random) {
            return project(plane.reference(n, random));
        }

        @Override
        public OptionalDouble logVolume() {
            return OptionalDouble.of(Math.log(2 * Math.PI));
        }
    }
}
