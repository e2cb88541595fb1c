package dev.pushforward.core.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeometricPathTest {
    private static final DensityTarget START = new Normal(0.4, 1.3);
    private static final GeometricPath PATH = new GeometricPath(START, new Skewed());

    /** {@code N(mean, sd^2 I)} but for its constant; its score is written, and its density refuses to be recorded. */
    private record Normal(double mean, double sd) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.sub(mean).square().sum(1).mul(-0.5 / (sd * sd));
        }

        @Override
        public Evaluation evaluate(Tensor x) {
            return new Evaluation(logDensity(x), x.sub(mean).mul(-1 / (sd * sd)));
        }
    }

    /** Uniform on the points with x above 0: density 0 elsewhere, where its score is NaN. */
    private record HalfPlane() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0);
            return u.max(u.mul(0)).log();
        }

        @Override
        public Evaluation evaluate(Tensor x) {
            return new Evaluation(logDensity(x), x.sub(x).div(x.max(x.mul(0))));
        }
    }

    private static Tensor points() {
        return Tensor.of(DType.FLOAT64, new double[] {0.5, -0.25, -1.1, 0.8, 2, 1.5}, 3, 2);
    }

    private static Tensor beta(double value) {
        return Tensor.scalar(DType.FLOAT64, value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.7, 1})
    void isTheCombinationOfItsEnds(double beta) {
        Tensor x = points();
        double[] a = START.logDensity(x).toDoubleArray();
        double[] b = new Skewed().logDensity(x).toDoubleArray();
        for (DensityTarget at :
                List.of(PATH.at(beta), PATH.at(beta(beta)), PATH.at(beta(beta).tracked()))) {
            double[] values = at.logDensity(x).toDoubleArray();
            for (int i = 0; i < 3; i++) {
                assertEquals((1 - beta) * a[i] + beta * b[i], values[i], 1e-14);
            }
            Tensor tracked = x.tracked();
            double[] derived = Gradient.of(at.logDensity(tracked)).wrt(tracked).toDoubleArray();
            assertArrayEquals(derived, at.score(x).toDoubleArray(), 1e-13);
            assertArrayEquals(values, at.evaluate(x).logDensity().toDoubleArray());
            assertArrayEquals(derived, at.evaluate(x).score().toDoubleArray(), 1e-13);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void isDifferentiableInPointsAndBeta(double beta) {
        Tensor weights = Tensor.of(DType.FLOAT64, new double[] {1, -0.5, 2}, 3);
        double inside = beta == 0 ? 1e-3 : beta == 1 ? 1 - 1e-3 : beta; // differences must not leave the path
        Differences.assertDerivatives(
                in -> {
                    DensityTarget at = PATH.at(in.get(1));
                    Evaluation there = at.evaluate(in.get(0));
                    return there.logDensity()
                            .mul(weights)
                            .add(there.score().square().sum(1));
                },
                List.of(points(), beta(inside)));
        Tensor b = beta(beta).tracked();
        Tensor slope = Gradient.of(PATH.at(b).logDensity(points()).sum()).wrt(b);
        double expected = new Skewed()
                .logDensity(points())
                .sub(START.logDensity(points()))
                .sum()
                .item();
        assertEquals(expected, slope.item(), 1e-13);
    }

    /** A constant 0 or 1 is the end itself, which alone is evaluated. */
    @Test
    void atAnEndItIsThatEnd() {
        assertSame(PATH.start(), PATH.at(0));
        assertSame(PATH.end(), PATH.at(1));
        assertSame(PATH.end(), PATH.at(beta(1)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndWithoutAShareDoesNotCount(boolean reversed) {
        DensityTarget vanishing = new HalfPlane();
        var path = reversed ? new GeometricPath(vanishing, START) : new GeometricPath(START, vanishing);
        Tensor beta = beta(reversed ? 1 : 0).tracked();
        Tensor x = points();
        assertTrue(Double.isInfinite(vanishing.logDensity(x).get(1)));
        Evaluation at = path.at(beta).evaluate(x);
        assertArrayEquals(START.logDensity(x).toDoubleArray(), at.logDensity().toDoubleArray());
        assertArrayEquals(START.score(x).toDoubleArray(), at.score().toDoubleArray());
        assertArrayEquals(
                START.logDensity(x).toDoubleArray(), path.at(beta).logDensity(x).toDoubleArray());
        assertTrue(Gradient.of(at.logDensity().sum()).wrt(beta).isFinite());
        // with a share it vanishes
        assertEquals(Double.NEGATIVE_INFINITY, path.at(beta(0.5)).logDensity(x).get(1));
    }

    @Test
    void betaMayHaveAnotherPrecision() {
        Tensor x = points().cast(DType.FLOAT32);
        Evaluation at = PATH.at(0.3).evaluate(x);
        assertEquals(DType.FLOAT32, at.logDensity().dtype());
        assertEquals(DType.FLOAT32, at.score().dtype());
    }

    @Test
    void minibatchesAreThoseOfBothEnds() {
        record Some(double mean) implements DensityTarget {
            @Override
            public Space space() {
                return new Euclidean(2);
            }

            @Override
            public Tensor logDensity(Tensor x) {
                return x.sub(mean).square().sum(1).neg();
            }

            @Override
            public boolean hasMinibatches() {
                return true;
            }

            @Override
            public DensityTarget minibatch(RandomStream random) {
                return new Some(mean + random.generator().nextGaussian());
            }
        }
        RandomStream key = RandomStream.of(3);
        DensityTarget some =
                new GeometricPath(new Some(0), new Some(1)).at(0.25).minibatch(key);
        Tensor x = points();
        Tensor a = new Some(0).minibatch(key.split("start")).logDensity(x);
        Tensor b = new Some(1).minibatch(key).logDensity(x);
        assertArrayEquals(
                a.mul(0.75).add(b.mul(0.25)).toDoubleArray(), some.logDensity(x).toDoubleArray(), 1e-14);
        assertTrue(Math.abs(a.sub(b).get(0)) > 1e-3);
    }

    @Test
    void keepsTheNormalizersOfItsEnds() {
        assertEquals(0, PATH.at(beta(1).tracked()).logNormalizer().orElseThrow());
        assertTrue(PATH.at(0.5).logNormalizer().isEmpty());
    }

    @Test
    void refusesOtherSpacesAndBetasOutside() {
        DensityTarget line = new Line();
        var spaces = assertThrows(IllegalArgumentException.class, () -> new GeometricPath(START, line));
        assertTrue(spaces.getMessage().contains("both must live on the same space"), spaces.getMessage());
        for (double beta : new double[] {-0.1, 1.001, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> PATH.at(beta));
        }
        assertThrows(IllegalArgumentException.class, () -> PATH.at(Tensor.zeros(DType.FLOAT64, 2)));
    }

    private record Line() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.column(0).square().neg();
        }
    }
}
