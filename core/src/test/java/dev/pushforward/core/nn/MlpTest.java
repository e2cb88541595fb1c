package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpTest {
    private static final Tensor X = Tensor.of(DType.FLOAT64, new double[] {0.3, -0.7, 1.1, 0.2, -1.4, 0.5}, 2, 3);

    @Test
    void appliesAffineMapsAndActivations() {
        Mlp mlp = Mlp.create(
                List.of(3, 4, 2),
                Activation.TANH,
                Initialization.PYTORCH,
                DType.FLOAT64,
                RandomStream.of(1).generator());
        var p = mlp.parameters();
        Tensor hidden = X.matmul(p.get("weights-1")).add(p.get("biases-1")).tanh();
        Tensor expected = hidden.matmul(p.get("weights-2")).add(p.get("biases-2"));
        assertArrayEquals(expected.toDoubleArray(), mlp.apply(X).toDoubleArray(), 1e-14);
        assertEquals(3, mlp.inputs());
        assertEquals(2, mlp.outputs());
    }

    @Test
    void frozenNetworkSharesMemoryAndTracksOnlyItsInput() {
        Mlp mlp = Mlp.create(
                List.of(3, 5, 3),
                Activation.GELU,
                Initialization.GLOROT,
                DType.FLOAT64,
                RandomStream.of(2).generator());
        assertFalse(mlp.frozen().apply(X).isTracked());
        assertTrue(mlp.apply(X).isTracked());
        Tensor x = X.tracked();
        assertArrayEquals(
                Gradient.of(mlp.apply(x)).wrt(x).toDoubleArray(),
                Gradient.of(mlp.frozen().apply(x)).wrt(x).toDoubleArray(),
                1e-14);
    }

    @Test
    void initialValuesStayInTheirBounds() {
        Mlp torch = Mlp.create(
                List.of(100, 300, 1),
                Activation.RELU,
                Initialization.PYTORCH,
                DType.FLOAT32,
                RandomStream.of(3).generator());
        double largest = 0;
        for (double w : torch.parameters().get("weights-1").toDoubleArray()) {
            largest = Math.max(largest, Math.abs(w));
        }
        // the largest of 30,000 uniforms on +-0.1 is below 0.0999 with probability e^-30
        assertTrue(largest <= 0.1 && largest > 0.0999, "largest weight " + largest);
        Mlp glorot = Mlp.create(
                List.of(100, 300, 1),
                Activation.RELU,
                Initialization.GLOROT,
                DType.FLOAT32,
                RandomStream.of(3).generator());
        assertArrayEquals(new double[300], glorot.parameters().get("biases-1").toDoubleArray());
    }

    @Test
    void emptyBatchGivesEmptyResult() {
        Mlp mlp = Mlp.create(
                List.of(3, 4, 2),
                Activation.ELU,
                Initialization.PYTORCH,
                DType.FLOAT32,
                RandomStream.of(1).generator());
        assertArrayEquals(
                new int[] {0, 2}, mlp.apply(Tensor.zeros(DType.FLOAT32, 0, 3)).shape());
    }

    @Test
    void widthsMustBePositive() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Mlp.create(
                        List.of(3, 0, 2),
                        Activation.ELU,
                        Initialization.PYTORCH,
                        DType.FLOAT32,
                        RandomStream.of(1).generator()));
    }
}
