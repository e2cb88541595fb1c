package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Gradient;
import dev.pushforward.core.tensor.Scope;
import dev.pushforward.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnealedTargetTest {
    /** N((0.7, -0.2), diag(0.49, 1.44)): not centred, so that a wrong sign shows. */
    private static final class Shifted implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0).sub(0.7).div(0.7);
            Tensor v = x.column(1).add(0.2).div(1.2);
            return u.square().add(v.square()).mul(-0.5);
        }
    }

    private static Tensor points() {
        return Tensor.of(DType.FLOAT64, new double[] {0.5, -0.25, -1.2, 0.8, 2.1, 1.3, 0, 0}, 4, 2).tracked();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
    void scoreIsTheGradientOfTheLogDensity(double lambda) {
        try (Scope scope = Scope.open()) {
            var annealed = new AnnealedTarget(new Shifted(), lambda);
            Tensor x = points();
            double[] derived = Gradient.of(annealed.logDensity(x).sum()).wrt(x).toDoubleArray();
            assertArrayEquals(derived, annealed.score(x).toDoubleArray(), 1e-12);
        }
    }

    @Test
    void goesFromTheStandardNormalToTheTarget() {
        try (Scope scope = Scope.open()) {
            Tensor x = points();
            assertArrayEquals(x.neg().toDoubleArray(), new AnnealedTarget(new Shifted(), 0).score(x).toDoubleArray(), 1e-15);
            assertArrayEquals(new Shifted().score(x).toDoubleArray(), new AnnealedTarget(new Shifted(), 1).score(x).toDoubleArray(), 1e-15);
        }
    }
}
