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

/**
 * The density {@code e^x} at the points (x, y) of the unit circle, the von Mises distribution of concentration 1: a
 * target that does not live in R^d. The mean of x is 0.44640, the quotient of the modified Bessel functions of order 1
 * and 0 at 1.
 */
public record OnCircle() implements DensityTarget {
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
            Tensor angle = speed(x, v);
            return x.mul(angle.cos()).add(ahead(x).mul(angle.sin()));
        }

        @Override
        public Tensor log(Tensor x, Tensor y) {
            return ahead(x).mul(angle(x, y).unsqueeze(1));
        }

        @Override
        public Tensor transport(Tensor x, Tensor v, Tensor w) {
            return ahead(exp(x, v)).mul(speed(x, w));
        }

        @Override
        public Tensor distance(Tensor x, Tensor y) {
            return angle(x, y).abs();
        }

        @Override
        public Tensor reference(DType dtype, int n, RandomStream random) {
            return project(plane.reference(dtype, n, random));
        }

        /** The tangent of length 1, counterclockwise, {@code [n, 2]}. */
        private static Tensor ahead(Tensor x) {
            return Tensor.stack(1, x.column(1).neg(), x.column(0));
        }

        /** The signed length of a tangent, {@code [n, 1]}. */
        private static Tensor speed(Tensor x, Tensor v) {
            return ahead(x).mul(v).sum(1).unsqueeze(1);
        }

        /** The signed angle from x to y, {@code [n]}. */
        private static Tensor angle(Tensor x, Tensor y) {
            return ahead(x).mul(y).sum(1).atan2(x.mul(y).sum(1));
        }

        @Override
        public OptionalDouble logVolume() {
            return OptionalDouble.of(Math.log(2 * Math.PI));
        }
    }
}
