package dev.pushforward.core.coordinates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WhiteningTest {
    private static final RandomStream KEY = RandomStream.of(20_241_121);

    /** {@code -x^T M x / 2}. */
    private record Quadratic(double... m) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor mx = x.matmul(Tensor.of(x.dtype(), m, 2, 2));
            return x.mul(mx).sum(1).mul(-0.5);
        }
    }

    /** {@code -e^x - y^2 / 2}: skewed, of curvature e^x in x. */
    private record Skewed() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.column(0).exp().neg().sub(x.column(1).square().mul(0.5));
        }
    }

    /**
     * Whose minibatches have a curvature of 1 + e, e standard normal, in the first coordinate; the whole may not be
     * asked.
     */
    private record Noisy() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            throw new AssertionError("the whole density was evaluated");
        }

        @Override
        public boolean hasMinibatches() {
            return true;
        }

        @Override
        public DensityTarget minibatch(RandomStream random) {
            return new Quadratic(1 + random.generator().nextGaussian(), 0, 0, 4);
        }
    }

    @Test
    void normalLawsGetUnitCovariance() {
        double[] precision = {30, -4, -4, 0.7};
        Whitening w = Whitening.of(new Quadratic(precision), 3, 1, DType.FLOAT64, KEY);
        assertArrayEquals(precision, w.root().matmul(w.root()).toDoubleArray(), 1e-12);
        assertArrayEquals(
                new double[] {1, 0, 0, 1}, w.root().matmul(w.inverseRoot()).toDoubleArray(), 1e-12);
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {1, 2, -3, 0.5}, 2, 2);
        assertArrayEquals(x.toDoubleArray(), w.points(w.coordinates(x)).toDoubleArray(), 1e-12);
    }

    /** A saddle: the size of its curvature counts. */
    @Test
    void signsOfTheCurvatureDoNotCount() {
        Whitening w = Whitening.of(new Quadratic(-4, 0, 0, 9), 1, 1, DType.FLOAT64, KEY);
        assertArrayEquals(new double[] {2, 0, 0, 3}, w.root().toDoubleArray(), 1e-12);
    }

    /**
     * The mean of e^x over N(0, spread^2) is e^(spread^2 / 2); 4,000 points, 6 standard errors of 0.28 / sqrt(4000): a
     * false alarm in 1e8.
     */
    @Test
    void curvatureIsAMeanOverPoints() {
        Whitening w = Whitening.of(new Skewed(), 4000, 0.25, DType.FLOAT64, KEY);
        double mean = w.root().get(0, 0) * w.root().get(0, 0);
        assertEquals(Math.exp(0.25 * 0.25 / 2), mean, 6 * 0.28 / Math.sqrt(4000));
    }

    /** 1,000 minibatches, 6 standard errors: a false alarm in 1e8. */
    @Test
    void eachPointHasAMinibatchOfItsOwn() {
        Whitening w = Whitening.of(new Noisy(), 1000, 1, DType.FLOAT64, KEY);
        assertEquals(1, w.root().get(0, 0) * w.root().get(0, 0), 6 / Math.sqrt(1000));
        assertEquals(2, w.root().get(1, 1), 1e-12);
    }

    @Test
    void flatDensitiesAreRefused() {
        assertEquals(
                "the density of Quadratic has no curvature at 2 points of N(0, 1.0^2 I): its coordinates cannot be"
                        + " whitened; try another spread",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Whitening.of(new Quadratic(0, 0, 0, 0), 2, 1, DType.FLOAT64, KEY))
                        .getMessage());
    }

    /**
     * The score in the new coordinates is the derivative of the density there, and the density that of the change of
     * variables: det H = 5.
     */
    @Test
    void scoreOfTheTargetInCoordinates() {
        Whitening w = Whitening.of(new Quadratic(3, 1, 1, 2), 1, 1, DType.FLOAT64, KEY);
        DensityTarget target = new WhitenedTarget(new Skewed(), () -> w);
        Tensor u = Tensor.of(DType.FLOAT64, new double[] {1, 2, -3, 0.5}, 2, 2).tracked();
        assertArrayEquals(
                Gradient.of(target.logDensity(u)).wrt(u).toDoubleArray(),
                target.score(u).toDoubleArray(),
                1e-13);
        assertArrayEquals(
                new Skewed().logDensity(w.points(u)).sub(0.5 * Math.log(5)).toDoubleArray(),
                target.logDensity(u).toDoubleArray(),
                1e-13);
    }

    /**
     * A density in whitened coordinates, taken back: that of the change of variables, by the rule of a linear map in
     * the plane, det H = 5.
     */
    @Test
    void densitiesComeBack() {
        Whitening w = Whitening.of(new Quadratic(3, 1, 1, 2), 1, 1, DType.FLOAT64, KEY);
        DensityTarget back = new UnwhitenedDensity(new Skewed(), w);
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {1, 2, -3, 0.5}, 2, 2).tracked();
        double[] expected =
                new Skewed().logDensity(w.coordinates(x)).add(0.5 * Math.log(5)).toDoubleArray();
        assertArrayEquals(expected, back.logDensity(x).toDoubleArray(), 1e-13);
        assertArrayEquals(
                Gradient.of(back.logDensity(x)).wrt(x).toDoubleArray(),
                back.score(x).toDoubleArray(),
                1e-13);
    }
}
