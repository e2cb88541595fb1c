package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnealedTargetTest {
    private static final DensityTarget SHIFTED = new ShiftedNormal(0.7, -0.2, 0.7, 1.2);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
    void scoreIsTheGradientOfTheLogDensity(double lambda) {
        try (Scope scope = Scope.open()) {
            var annealed = new AnnealedTarget(SHIFTED, lambda);
            Tensor x = ShiftedNormal.points();
            double[] derived = Gradient.of(annealed.logDensity(x).sum()).wrt(x).toDoubleArray();
            assertArrayEquals(derived, annealed.score(x).toDoubleArray(), 1e-12);
        }
    }

    @Test
    void goesFromTheStandardNormalToTheTarget() {
        try (Scope scope = Scope.open()) {
            Tensor x = ShiftedNormal.points();
            assertArrayEquals(
                    x.neg().toDoubleArray(),
                    new AnnealedTarget(SHIFTED, 0).score(x).toDoubleArray(),
                    1e-15);
            assertArrayEquals(
                    SHIFTED.score(x).toDoubleArray(),
                    new AnnealedTarget(SHIFTED, 1).score(x).toDoubleArray(),
                    1e-15);
        }
    }
}
