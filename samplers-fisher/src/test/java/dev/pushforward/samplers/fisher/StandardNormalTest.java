package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StandardNormalTest {
    @Test
    void scoreIsTheGradientOfTheLogDensity() {
        try (Scope scope = Scope.open()) {
            var normal = new StandardNormal(new Euclidean(2));
            Tensor x = ShiftedNormal.points();
            double[] derived = Gradient.of(normal.logDensity(x).sum()).wrt(x).toDoubleArray();
            Evaluation at = normal.evaluate(x);
            assertArrayEquals(derived, normal.score(x).toDoubleArray(), 1e-15);
            assertArrayEquals(derived, at.score().toDoubleArray(), 1e-15);
            assertArrayEquals(normal.logDensity(x).toDoubleArray(), at.logDensity().toDoubleArray());
        }
    }
}
