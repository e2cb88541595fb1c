package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.State;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.SavedNetwork;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every network must do: be determined by its key; give each row of its input a row of its output, by that row
 * alone, in its own precision; have the derivatives that its differences have, in float64, with respect to input and
 * parameters; be the same function on a copy of its parameters, and share nothing with the copy; be constants to
 * derivatives when frozen; and keep all that it computes with in its parameters, whose saved state gives the function
 * back. All but the first are asked of a network whose parameters are moved away from their start, where a layer may
 * be 0.
 */
public abstract class NetworkContract {
    private static final RandomStream KEY = RandomStream.of(40_503);
    private static final int ROWS = 5;
    private static final double SHIFT = 0.2; // of every parameter, standard deviation
    private static final double STEP = 1e-5;

    /** For subclasses. */
    protected NetworkContract() {}

    /**
     * The network under test, small, and smooth in its input and parameters.
     *
     * @param dtype its precision
     * @param random where it takes its fresh parameters from
     */
    protected abstract Network create(DType dtype, RandomStream random);

    private Network fresh(DType dtype) {
        return create(dtype, KEY.split("network"));
    }

    /** With parameters that nothing is special about. */
    private Network moved(DType dtype) {
        Network network = fresh(dtype);
        move(network.parameters(), SHIFT);
        return network;
    }

    private static void move(Parameters parameters, double by) {
        Tensor flat = parameters.flat();
        Tensor shift = Tensor.normal(flat.dtype(), KEY.split("shift").generator(), Math.toIntExact(flat.length()));
        TensorMemory.add(by, shift, flat);
    }

    private static Tensor input(Network network, int n) {
        return Tensor.normal(network.parameters().dtype(), KEY.split("input").generator(), n, network.inputs());
    }

    @Test
    public void isDeterminedByItsKey() {
        for (DType dtype : DType.values()) {
            Network network = fresh(dtype);
            Tensor first = network.parameters().flat();
            assertEquals(dtype, network.parameters().dtype(), "precision of the parameters");
            assertSameBits(
                    "parameters by one key", first, fresh(dtype).parameters().flat());
            boolean same = Arrays.equals(
                    first.toDoubleArray(),
                    create(dtype, KEY.split("other")).parameters().flat().toDoubleArray());
            assertFalse(same, "two keys give the same parameters");
        }
    }

    @Test
    public void givesEachRowARow() {
        for (DType dtype : DType.values()) {
            Network network = moved(dtype);
            for (int n : new int[] {0, 1, ROWS}) {
                Tensor y = network.apply(input(network, n));
                assertArrayEquals(new int[] {n, network.outputs()}, y.shape(), "shape of the value at " + n + " rows");
                assertEquals(dtype, y.dtype(), "precision of the value");
            }
        }
    }

    /** A product of other sizes may round otherwise. */
    @Test
    public void rowsDoNotDependOnEachOther() {
        Network network = moved(DType.FLOAT64);
        Tensor x = input(network, ROWS);
        Tensor together = network.apply(x);
        for (int i = 0; i < ROWS; i++) {
            assertClose("row " + i + " alone", together.slice(0, i, i + 1), network.apply(x.slice(0, i, i + 1)), 1e-12);
        }
    }

    @Test
    public void differentiatesInItsInput() {
        Network network = moved(DType.FLOAT64);
        Tensor x = input(network, ROWS);
        Tensor weights = Tensor.normal(DType.FLOAT64, KEY.split("weights").generator(), ROWS, network.outputs());
        Tensor at = x.tracked();
        Tensor gradient = Gradient.of(network.apply(at).mul(weights).sum()).wrt(at);
        Tensor differences =
                FiniteDifferences.gradient(y -> network.apply(y).mul(weights).sum(1), x);
        assertClose("gradient with respect to the input", differences, gradient, 1e-7);
        Tensor frozen = x.tracked();
        assertClose(
                "gradient of the frozen network with respect to the input",
                differences,
                Gradient.of(network.frozen().apply(frozen).mul(weights).sum()).wrt(frozen),
                1e-7);
    }

    /** Along a direction in each parameter. */
    @Test
    public void differentiatesInItsParameters() {
        Network network = moved(DType.FLOAT64);
        Tensor x = input(network, ROWS);
        Tensor weights = Tensor.normal(DType.FLOAT64, KEY.split("weights").generator(), ROWS, network.outputs());
        List<Tensor> parameters = network.parameters().tensors();
        List<Tensor> gradients =
                Gradient.of(network.apply(x).mul(weights).sum()).wrt(parameters);
        for (int k = 0; k < parameters.size(); k++) {
            Tensor direction = Tensor.normal(
                    DType.FLOAT64,
                    KEY.split("direction").split(k).generator(),
                    parameters.get(k).shape());
            double[] values = new double[2];
            for (int side = 0; side < 2; side++) {
                Parameters copy = network.parameters().copy();
                TensorMemory.add(
                        side == 0 ? STEP : -STEP, direction, copy.tensors().get(k));
                values[side] = network.with(copy).apply(x).mul(weights).sum().item();
            }
            double difference = (values[0] - values[1]) / (2 * STEP);
            double along = gradients.get(k).mul(direction).sum().item();
            assertEquals(
                    difference, along, 1e-6 * (1 + Math.abs(difference)), "derivative in the parameter number " + k);
        }
    }

    @Test
    public void isTheSameOnACopyOfItsParametersAndSharesNothing() {
        Network network = moved(DType.FLOAT64);
        Tensor x = input(network, ROWS);
        Tensor value = network.apply(x);
        Parameters copy = network.parameters().copy();
        Network other = network.with(copy);
        assertEquals(network.inputs(), other.inputs(), "inputs on other parameters");
        assertEquals(network.outputs(), other.outputs(), "outputs on other parameters");
        assertSameBits("value on a copy of the parameters", value, other.apply(x));
        assertSameBits(
                "parameters of the network on others",
                copy.flat(),
                other.parameters().flat());
        move(copy, 0.5);
        assertSameBits("value after a copy of the parameters moved", value, network.apply(x));
        boolean same = Arrays.equals(value.toDoubleArray(), other.apply(x).toDoubleArray());
        assertFalse(same, "the network on other parameters must share their memory: it did not move with them");
    }

    @Test
    public void isConstantWhenFrozen() {
        Network network = moved(DType.FLOAT64);
        Tensor x = input(network, ROWS);
        Network frozen = network.frozen();
        assertSameBits("value of the frozen network", network.apply(x), frozen.apply(x));
        assertFalse(frozen.apply(x).isTracked(), "derivatives flow into a frozen network's parameters");
        move(network.parameters(), 0.5);
        assertSameBits("value of the frozen network after a step", network.apply(x), frozen.apply(x));
    }

    /** What is not in its parameters is not saved. */
    @Test
    public void itsStateGivesItBack() {
        Network network = moved(DType.FLOAT64);
        Tensor x = input(network, ROWS);
        State saved = network.parameters().state();
        Network other = create(DType.FLOAT64, KEY.split("other"));
        other.parameters().restore(saved);
        assertSameBits("value of another network restored to the state", network.apply(x), other.apply(x));
    }

    /** Of a kind that {@link SavedNetwork} knows. */
    @Test
    public void isMadeAgainFromWhatItSaves() {
        for (DType dtype : DType.values()) {
            Network network = moved(dtype);
            Tensor x = input(network, ROWS);
            Tensor value = network.apply(x);
            Optional<State> saved = network.saved();
            if (saved.isPresent()) {
                move(network.parameters(), 0.5); // what was saved is a copy
                Network again = SavedNetwork.load(saved.orElseThrow());
                assertSameBits("value of the network that was made again", value, again.apply(x));
                assertTrue(
                        again.parameters().flat().length()
                                == network.parameters().flat().length(),
                        "its size");
            }
        }
    }
}
