package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Residual networks, with and without an embedding of the time, against their formula and central differences. */
class ResidualNetworkTest {
    private static final RandomStream KEY = RandomStream.of(7);
    private static final Tensor X = Tensor.normal(DType.FLOAT64, KEY.split("x").generator(), 5, 3);

    private static ResidualNetwork plain() {
        return ResidualNetwork.create(
                3,
                2,
                2,
                6,
                Initialization.PYTORCH,
                DType.FLOAT64,
                KEY.split("plain").generator());
    }

    private static TimeEmbeddedNetwork timed() {
        return TimeEmbeddedNetwork.create(3, 2, 4, 5, 2, 6, Initialization.PYTORCH, DType.FLOAT64, KEY.generator());
    }

    private static void shake(Parameters parameters) {
        Tensor noise = Tensor.normal(DType.FLOAT64, KEY.split("noise").generator(), (int)
                parameters.flat().length());
        TensorMemory.add(0.3, noise, parameters.flat());
    }

    @Test
    void aFreshNetworkIsZero() {
        assertArrayEquals(new double[10], plain().apply(X).toDoubleArray());
        for (int k = 0; k < 4; k++) {
            assertArrayEquals(new double[10], timed().apply(k, X).toDoubleArray());
        }
    }

    /** Both against the formula of their documentation, written out in operations on whole tensors. */
    @Test
    void valuesAreThoseOfTheFormula() {
        TimeEmbeddedNetwork network = timed();
        shake(network.parameters());
        Parameters p = network.parameters();
        for (int k = 0; k < 4; k++) {
            Tensor h = X.matmul(p.get("first-weights")).add(p.get("first-biases"));
            for (int b = 1; b <= 2; b++) {
                Tensor centred = h.sub(h.mean(1).unsqueeze(1));
                Tensor norm =
                        centred.div(centred.square().mean(1).add(1e-5).sqrt().unsqueeze(1));
                Tensor time = p.get("embedding")
                        .row(k)
                        .unsqueeze(0)
                        .matmul(p.get("block-" + b + "-time-weights"))
                        .add(p.get("block-" + b + "-time-biases"));
                Tensor up = norm.mul(norm.sigmoid())
                        .matmul(p.get("block-" + b + "-up-weights"))
                        .add(p.get("block-" + b + "-up-biases"))
                        .add(time);
                h = h.add(up.mul(up.sigmoid())
                        .matmul(p.get("block-" + b + "-down-weights"))
                        .add(p.get("block-" + b + "-down-biases")));
            }
            Tensor expected = h.matmul(p.get("last-weights")).add(p.get("last-biases"));
            assertArrayEquals(expected.toDoubleArray(), network.apply(k, X).toDoubleArray(), 1e-12, "time " + k);
        }
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        ResidualNetwork plain = plain();
        shake(plain.parameters());
        check(plain.parameters(), x -> plain.apply(x));
        TimeEmbeddedNetwork timed = timed();
        shake(timed.parameters());
        check(timed.parameters(), x -> timed.apply(2, x));
    }

    /** First derivatives by input and parameters, and of a gradient by the input. */
    private static void check(Parameters parameters, Function<Tensor, Tensor> f) {
        Tensor w = Tensor.normal(DType.FLOAT64, KEY.split("w").generator(), 5, 2);
        Tensor u = Tensor.normal(DType.FLOAT64, KEY.split("u").generator(), 5, 3);
        Function<Tensor, Tensor> value = x -> f.apply(x).mul(w).sum();
        Function<Tensor, Tensor> slope = x -> {
            Tensor at = x.tracked();
            return Gradient.of(value.apply(at)).wrt(at).mul(u).sum();
        };
        for (var g : List.of(value, slope)) {
            Tensor at = X.detach().tracked();
            double along = Gradient.of(g.apply(at)).wrt(at).mul(u).sum().item();
            double step = 1e-5;
            double difference = (g.apply(X.add(u.mul(step))).item()
                            - g.apply(X.sub(u.mul(step))).item())
                    / (2 * step);
            assertEquals(difference, along, 1e-6 * Math.max(1, Math.abs(difference)));
        }
        Parameters gradient = parameters.zerosLike();
        Gradient.of(slope.apply(X)).accumulate(parameters.tensors(), gradient.tensors());
        Tensor direction = Tensor.normal(
                DType.FLOAT64, KEY.split("d").generator(), parameters.flat().shape());
        double along = gradient.flat().mul(direction).sum().item();
        double step = 1e-5;
        TensorMemory.add(step, direction, parameters.flat());
        double above = slope.apply(X).item();
        TensorMemory.add(-2 * step, direction, parameters.flat());
        double below = slope.apply(X).item();
        assertEquals((above - below) / (2 * step), along, 1e-5 * Math.max(1, Math.abs(along)));
    }

    @Test
    void frozenNetworksShareMemoryAndAreConstants() {
        ResidualNetwork network = plain();
        Network frozen = network.frozen();
        shake(network.parameters());
        assertArrayEquals(network.apply(X).toDoubleArray(), frozen.apply(X).toDoubleArray());
        assertFalse(frozen.apply(X).isTracked());
        assertTrue(network.apply(X).isTracked());
        assertEquals(3, network.inputs());
        assertEquals(2, network.outputs());
    }

    @Test
    void refusesSizesThatAreNone() {
        var random = KEY.generator();
        assertThrows(
                IllegalArgumentException.class,
                () -> ResidualNetwork.create(0, 1, 1, 1, Initialization.PYTORCH, DType.FLOAT32, random));
        assertThrows(
                IllegalArgumentException.class,
                () -> TimeEmbeddedNetwork.create(1, 1, 0, 1, 1, 1, Initialization.PYTORCH, DType.FLOAT32, random));
        assertThrows(IndexOutOfBoundsException.class, () -> timed().apply(4, X));
    }
}
