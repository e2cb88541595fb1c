package dev.pushforward.core.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.TimeEmbeddedNetwork;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain of Langevin steps on a quartic density with a learned drift, whose log weight depends on every link. */
class ChainTest {
    private static final int LINKS = 11;
    private static final int ROWS = 7;
    private static final int D = 3;
    private static final RandomStream KEY = RandomStream.of(20261129);

    private static TimeEmbeddedNetwork network(DType dtype) {
        var random = KEY.split("network").generator();
        var fresh = TimeEmbeddedNetwork.create(D, D, LINKS, 4, 2, 8, Initialization.PYTORCH, dtype, random);
        Tensor noise = Tensor.normal(
                        dtype, random, (int) fresh.parameters().flat().length())
                .mul(0.3);
        TensorMemory.add(1, noise, fresh.parameters().flat()); // its last layer is no longer 0
        return fresh;
    }

    /** One link; the score's own derivative is needed, and the state's two parts depend on each other. */
    private static Chain.Link link(TimeEmbeddedNetwork shape) {
        return (k, state, theta, random) -> {
            TimeEmbeddedNetwork drift = shape.with(theta);
            Tensor x = state.get(0).tracked();
            Tensor log = x.square().square().sum(1).mul(-0.25).add(x.column(0).mul(0.7));
            Tensor score = Gradient.of(log).wrt(x);
            Tensor noise = Tensor.normal(x.dtype(), random.generator(), x.shape());
            Tensor next = x.add(score.add(drift.apply(k, x)).mul(0.05)).add(noise.mul(0.3));
            return List.of(next, state.get(1).add(next.sub(x).square().sum(1)).sub(log.mul(0.1)));
        };
    }

    private static List<Tensor> start(DType dtype) {
        return List.of(Tensor.normal(dtype, KEY.split("start").generator(), ROWS, D), Tensor.zeros(dtype, ROWS));
    }

    private static final Function<List<Tensor>, Tensor> LOSS = end ->
            end.get(1).add(end.get(0).square().sum(1).mul(0.5)).sub(end.get(0).column(1));

    private static double[] gradient(DType dtype, int every) {
        TimeEmbeddedNetwork network = network(dtype);
        Parameters gradient = network.parameters().zerosLike();
        new Chain(LINKS, every, link(network))
                .differentiate(start(dtype), LOSS, 1.0 / ROWS, network.parameters(), gradient, KEY.split("links"));
        return gradient.flat().toDoubleArray();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void recomputationGivesTheSameBits(DType dtype) {
        double[] whole = gradient(dtype, LINKS);
        assertTrue(Arrays.stream(whole).anyMatch(g -> Math.abs(g) > 1e-3));
        for (int every : new int[] {1, 2, 3, 4, 10, 100}) {
            assertArrayEquals(whole, gradient(dtype, every), "every " + every);
        }
    }

    /** All links on one tape, differentiated at once: the same but for the order of additions. */
    @Test
    void theGradientIsThatOfOneTape() {
        TimeEmbeddedNetwork network = network(DType.FLOAT64);
        Chain.Link link = link(network);
        List<Tensor> state = start(DType.FLOAT64);
        for (int k = 0; k < LINKS; k++) {
            state = link.apply(
                    k, state, network.parameters(), KEY.split("links").split(k));
        }
        Tensor loss = LOSS.apply(state);
        Parameters expected = network.parameters().zerosLike();
        Gradient.of(loss, Tensor.full(DType.FLOAT64, 1.0 / ROWS, ROWS))
                .accumulate(network.parameters().tensors(), expected.tensors());
        assertArrayEquals(expected.flat().toDoubleArray(), gradient(DType.FLOAT64, 3), 1e-12);
        Tensor losses = new Chain(LINKS, 3, link)
                .differentiate(
                        start(DType.FLOAT64),
                        LOSS,
                        1,
                        network.parameters(),
                        network.parameters().zerosLike(),
                        KEY.split("links"));
        assertArrayEquals(loss.toDoubleArray(), losses.toDoubleArray());
        List<Tensor> end =
                new Chain(LINKS, 3, link).end(start(DType.FLOAT64), network.parameters(), KEY.split("links"));
        for (int i = 0; i < end.size(); i++) {
            assertArrayEquals(state.get(i).toDoubleArray(), end.get(i).toDoubleArray());
        }
    }

    @Test
    void theGradientIsThatOfDifferences() {
        TimeEmbeddedNetwork network = network(DType.FLOAT64);
        double[] gradient = gradient(DType.FLOAT64, 4);
        var chain = new Chain(LINKS, 4, link(network));
        Tensor flat = network.parameters().flat();
        Tensor direction = Tensor.normal(DType.FLOAT64, KEY.split("direction").generator(), flat.shape());
        double along = 0;
        for (int i = 0; i < gradient.length; i++) {
            along += gradient[i] * direction.get(i);
        }
        double step = 1e-5;
        double[] values = new double[2];
        for (int side = 0; side < 2; side++) {
            TensorMemory.add(side == 0 ? step : -2 * step, direction, flat);
            List<Tensor> end = chain.end(start(DType.FLOAT64), network.parameters(), KEY.split("links"));
            values[side] = LOSS.apply(end).mean().item();
        }
        assertEquals((values[0] - values[1]) / (2 * step), along, 1e-6 * Math.max(1, Math.abs(along)));
    }

    /** A state whose parts change places shares memory with the state before. */
    @Test
    void statesMayShareMemory() {
        Chain.Link swap = (k, state, theta, random) -> List.of(state.get(1), state.get(0));
        Parameters none = network(DType.FLOAT64).parameters();
        List<Tensor> start = List.of(Tensor.full(DType.FLOAT64, 1, 2), Tensor.full(DType.FLOAT64, 2, 2));
        List<Tensor> end = new Chain(3, 1, swap).end(start, none, KEY);
        assertArrayEquals(new double[] {2, 2}, end.get(0).toDoubleArray());
        assertArrayEquals(new double[] {1, 1}, end.get(1).toDoubleArray());
    }

    /**
     * Nothing of a chain outlives the caller's scope, and a long one is differentiated in the memory of a few links.
     */
    @ParameterizedTest
    @ValueSource(ints = {64, 256})
    void memoryIsThatOfAFewLinks(int links) {
        TimeEmbeddedNetwork network = network(DType.FLOAT32);
        Chain.Link link = (k, state, theta, random) -> link(network).apply(k % LINKS, state, theta, random);
        Parameters gradient = network.parameters().zerosLike();
        var sizes = new ArrayList<Integer>();
        Chain.Link counting = (k, state, theta, random) -> {
            sizes.add(k);
            return link.apply(k, state, theta, random);
        };
        int every = Chain.leastMemory(links);
        try (Scope scope = Scope.open()) {
            new Chain(links, every, counting)
                    .differentiate(start(DType.FLOAT32), LOSS, 1, network.parameters(), gradient, KEY);
        }
        int last = links - (links - 1) / every * every;
        assertEquals(2 * links - last, sizes.size(), "each link twice, but for those after the last kept state");
        assertTrue(gradient.flat().isFinite());
    }

    @Test
    void refusesWhatIsNoChain() {
        Chain.Link link = (k, state, theta, random) -> state;
        assertThrows(IllegalArgumentException.class, () -> new Chain(0, 1, link));
        assertThrows(IllegalArgumentException.class, () -> new Chain(1, 0, link));
        Chain.Link loses = (k, state, theta, random) -> List.of(state.get(0));
        Parameters none = network(DType.FLOAT64).parameters();
        var wrong = assertThrows(
                IllegalArgumentException.class, () -> new Chain(2, 1, loses).end(start(DType.FLOAT64), none, KEY));
        assertTrue(wrong.getMessage().contains("a state of 1 tensors"), wrong.getMessage());
    }
}
