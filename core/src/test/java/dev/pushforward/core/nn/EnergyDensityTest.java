package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Scalar energies and the densities made of them, in float64. */
class EnergyDensityTest {
    private static final RandomStream KEY = RandomStream.of(11);
    private static final Tensor X = Tensor.normal(DType.FLOAT64, KEY.split("x").generator(), 4, 3);

    private static Mlp mlp(DType dtype, int... widths) {
        return Mlp.create(
                Arrays.stream(widths).boxed().toList(),
                Activation.TANH,
                Initialization.PYTORCH,
                dtype,
                KEY.split("network").generator());
    }

    @Test
    void theEnergyIsTheInnerProduct() {
        Mlp psi = mlp(DType.FLOAT64, 3, 5, 3);
        var energy = new InnerProductEnergy(psi);
        Tensor value = energy.apply(X);
        assertArrayEquals(new int[] {4, 1}, value.shape());
        for (int i = 0; i < 4; i++) {
            double expected = 0;
            for (int j = 0; j < 3; j++) {
                expected += X.get(i, j) * psi.apply(X).get(i, j);
            }
            assertEquals(expected, value.get(i), 1e-12);
        }
        assertEquals(3, energy.inputs());
        assertEquals(1, energy.outputs());
        assertThrows(IllegalArgumentException.class, () -> new InnerProductEnergy(mlp(DType.FLOAT64, 3, 5, 2)));
    }

    @Test
    void aSavedEnergyIsMadeAgain() {
        var energy = new InnerProductEnergy(mlp(DType.FLOAT64, 3, 5, 3));
        Network again = SavedNetwork.load(energy.saved().orElseThrow());
        assertArrayEquals(energy.apply(X).toDoubleArray(), again.apply(X).toDoubleArray());
        assertEquals(1, again.outputs());
    }

    /** Each derivative in a direction against central differences of the one before it. */
    @Test
    void derivativesToThirdOrderAreThoseOfDifferences() {
        for (Network energy :
                List.of(new InnerProductEnergy(mlp(DType.FLOAT64, 3, 6, 3)), mlp(DType.FLOAT64, 3, 6, 1))) {
            Function<Tensor, Tensor> f = x -> energy.apply(x).sum();
            for (int order = 1; order <= 3; order++) {
                Tensor u = Tensor.normal(DType.FLOAT64, KEY.split(order).generator(), 4, 3);
                Function<Tensor, Tensor> before = f;
                f = x -> {
                    Tensor at = x.isTracked() ? x : x.tracked();
                    return Gradient.of(before.apply(at)).wrt(at).mul(u).sum();
                };
                double step = 1e-4;
                double difference = (before.apply(X.add(u.mul(step))).item()
                                - before.apply(X.sub(u.mul(step))).item())
                        / (2 * step);
                assertEquals(difference, f.apply(X).item(), 1e-6 * Math.max(1, Math.abs(difference)), "order " + order);
            }
        }
    }

    /** E = x . (A x + b) of a network without hidden layers, whose density is Gaussian. */
    @Test
    void densityAndScoreOfAQuadraticEnergy() {
        Mlp psi = mlp(DType.FLOAT64, 2, 2);
        TensorMemory.copy(
                Tensor.of(DType.FLOAT64, new double[] {1, 0.25, 0.25, 0.5, -0.4, 0.3}, 6),
                psi.parameters().flat());
        var density = new EnergyDensity(new InnerProductEnergy(psi), new Euclidean(2), OptionalDouble.of(1.25));
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.5, -1}, 1, 2);
        Evaluation at = density.evaluate(x);
        assertEquals(-(0.25 - 0.25 + 0.5 - 0.4 * 0.5 - 0.3), at.logDensity().get(0), 1e-12);
        assertEquals(-(2 * 0.5 + 0.5 * -1 - 0.4), at.score().get(0, 0), 1e-12);
        assertEquals(-(0.5 * 0.5 + 2 * 0.5 * -1 + 0.3), at.score().get(0, 1), 1e-12);
        assertEquals(1.25, density.logNormalizer().orElseThrow());
        assertEquals(2, density.dimension());
    }

    @Test
    void parametersAreConstantsOnTheSameMemory() {
        Mlp network = mlp(DType.FLOAT32, 3, 4, 1);
        var density = new EnergyDensity(network, new Euclidean(3), OptionalDouble.empty());
        Tensor x = X.cast(DType.FLOAT32);
        assertFalse(density.logDensity(x).isTracked());
        assertTrue(network.apply(x).isTracked());
        double before = density.logDensity(x).get(0);
        TensorMemory.add(
                1, Tensor.full(DType.FLOAT32, 0.5, 1), network.parameters().get("biases-2"));
        assertEquals(before - 0.5, density.logDensity(x).get(0), 1e-6);
        assertTrue(density.logNormalizer().isEmpty());
    }

    @Test
    void valuesAreInThePrecisionOfThePoints() {
        var density = new EnergyDensity(mlp(DType.FLOAT32, 3, 4, 1), new Euclidean(3), OptionalDouble.empty());
        Evaluation at = density.evaluate(X);
        assertEquals(DType.FLOAT64, at.logDensity().dtype());
        assertEquals(DType.FLOAT64, at.score().dtype());
        assertEquals(
                density.logDensity(X.cast(DType.FLOAT32)).get(2),
                at.logDensity().get(2),
                1e-6);
    }

    @Test
    void aNetworkThatIsNoEnergyIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new EnergyDensity(mlp(DType.FLOAT32, 3, 3), new Euclidean(3), OptionalDouble.empty()))
                .getMessage();
        assertTrue(message.contains("maps 3 numbers to 3") && message.contains("maps 3 to 1"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> new EnergyDensity(mlp(DType.FLOAT32, 3, 1), new Euclidean(2), OptionalDouble.empty()));
    }
}
