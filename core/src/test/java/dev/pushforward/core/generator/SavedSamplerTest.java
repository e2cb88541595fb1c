package dev.pushforward.core.generator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.coordinates.WhitenedDraws;
import dev.pushforward.core.coordinates.Whitening;
import dev.pushforward.core.nn.CouplingFlow;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.NetworkSettings;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.ResidualSettings;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sampler from its file alone draws what the one that was saved drew, bit for bit. */
class SavedSamplerTest {
    private static final RandomStream KEY = RandomStream.of(77);
    private static final MlpSettings LAYERS = new MlpSettings(List.of(7, 5), Activation.ELU, Initialization.GLOROT);

    @TempDir
    private Path folder;

    private static Generator generator(NetworkSettings layers, int latent, DType dtype) {
        Network network = layers.create(latent, 3, dtype, KEY.split("network").generator());
        return new Generator(network, new Euclidean(3), 1.7, new Compute(dtype, Workers.of(1)));
    }

    private static FlowSampler flow(DType dtype) {
        CouplingFlow flow = CouplingFlow.create(3, 3, LAYERS, dtype, KEY.split("flow"));
        Tensor flat = flow.parameters().flat(); // a fresh flow exchanges coordinates only
        TensorMemory.add(0.3, Tensor.normal(dtype, KEY.generator(), Math.toIntExact(flat.length())), flat);
        return new FlowSampler(flow, 0.6, new Compute(dtype, Workers.of(1)));
    }

    private static Whitening whitening(DType dtype) {
        double[] root = {2, 0.5, 0, 0.5, 1, 0, 0, 0, 4};
        double[] inverse = {1 / 1.75, -0.5 / 1.75, 0, -0.5 / 1.75, 2 / 1.75, 0, 0, 0, 0.25};
        return new Whitening(
                Tensor.of(dtype, root, 3, 3).kept(),
                Tensor.of(dtype, inverse, 3, 3).kept());
    }

    private TrainedSampler throughAFile(TrainedSampler sampler) throws IOException {
        Path file = folder.resolve("sampler.npz");
        StateFile.write(file, sampler.saved().orElseThrow());
        return SavedSampler.load(StateFile.read(file), Workers.of(2));
    }

    private static double[] draws(TrainedSampler sampler) {
        return sampler.draw(700, KEY.split("draw")).points().toDoubleArray();
    }

    @Test
    void everyKindIsMadeAgain() throws IOException {
        for (DType dtype : DType.values()) {
            for (TrainedSampler sampler : List.of(
                    generator(LAYERS, 4, dtype),
                    generator(new MlpSettings(List.of(), Activation.TANH, Initialization.PYTORCH), 3, dtype),
                    generator(new ResidualSettings(2, 6, Initialization.PYTORCH), 5, dtype),
                    flow(dtype),
                    new ScaledNormal(3, -0.25, 1.5, dtype, Workers.of(1)),
                    new WhitenedDraws(generator(LAYERS, 2, dtype), whitening(dtype)),
                    new WhitenedDraws(flow(dtype), whitening(dtype)))) {
                TrainedSampler again = throughAFile(sampler);
                assertEquals(sampler.getClass(), again.getClass());
                assertEquals(dtype, again.draw(1, KEY).points().dtype());
                assertEquals(sampler.parameters(), again.parameters());
                assertArrayEquals(draws(sampler), draws(again), sampler.toString());
                Optional<DensityTarget> density = sampler.learnedDensity();
                assertEquals(density.isPresent(), again.learnedDensity().isPresent());
                if (density.orElse(null) instanceof DataTarget of) {
                    Tensor x = of.draw(5, KEY.split("x"));
                    assertArrayEquals(
                            density.orElseThrow().logDensity(x).toDoubleArray(),
                            again.learnedDensity().orElseThrow().logDensity(x).toDoubleArray());
                }
            }
        }
    }

    /** Who lists the arrays of the file sees what it is. */
    @Test
    void theFileDescribesTheSampler() {
        State saved = new WhitenedDraws(generator(LAYERS, 4, DType.FLOAT32), whitening(DType.FLOAT32))
                .saved()
                .orElseThrow();
        assertTrue(
                saved.counters()
                        .keySet()
                        .containsAll(List.of(
                                "kind=whitened",
                                "sampler.kind=generator",
                                "sampler.network.kind=mlp",
                                "sampler.network.activation=elu",
                                "sampler.network.layers")),
                saved.counters().toString());
        assertArrayEquals(
                new int[] {4, 7},
                saved.tensor("sampler.network.parameters.weights-1").shape());
        assertEquals(1.7, saved.tensor("sampler.scale").item());
        assertEquals(
                3 * 3 * 2 + 1 + (4 * 7 + 7) + (7 * 5 + 5) + (5 * 3 + 3),
                saved.tensors().values().stream().mapToLong(Tensor::length).sum(),
                "nothing else");
    }

    /** {@code tanh(x A)}, of somebody else. */
    private record Squashed(Parameters parameters) implements Network {
        @Override
        public Tensor apply(Tensor x) {
            return x.matmul(parameters.tensors().getFirst()).tanh();
        }

        @Override
        public Network with(Parameters other) {
            return new Squashed(other);
        }

        @Override
        public int inputs() {
            return parameters.tensors().getFirst().size(0);
        }

        @Override
        public int outputs() {
            return parameters.tensors().getFirst().size(1);
        }

        @Override
        public Optional<State> saved() {
            return Optional.of(State.empty().with("kind", "squashed").nested("parameters", parameters.state()));
        }
    }

    @Test
    void aNetworkOfAnotherKindIsMadeByItsOwnClass() {
        NetworkSettings layers = (in, out, dtype, random) ->
                new Squashed(new Parameters(Map.of("a", Tensor.normal(dtype, random, in, out))));
        Generator sampler = generator(layers, 2, DType.FLOAT64);
        State saved = sampler.saved().orElseThrow();
        var unknown = assertThrows(IllegalArgumentException.class, () -> SavedSampler.load(saved, Workers.of(1)));
        assertTrue(
                unknown.getMessage().contains("'squashed'")
                        && unknown.getMessage().contains("mlp"),
                unknown.getMessage());
        Generator again = Generator.load(
                saved,
                state -> new Squashed(new Parameters(state.under("parameters").tensors())),
                Workers.of(1));
        assertArrayEquals(draws(sampler), draws(again));
    }

    private static void assertRefused(State state, String... said) {
        var refused = assertThrows(IllegalArgumentException.class, () -> SavedSampler.load(state, Workers.of(1)));
        for (String part : said) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    @Test
    void whatIsNoSamplerIsRefused() throws IOException {
        assertRefused(State.empty(), "not a saved sampler", "'kind'");
        assertRefused(
                generator(LAYERS, 2, DType.FLOAT32).network().parameters().state(), "not a saved sampler", "saved()");
        assertRefused(State.empty().with("kind", "tree"), "'tree'", "ImplicitSampler.load");
        assertRefused(State.empty().with("kind", "generator"), "network: ", "'kind'");
        assertRefused(
                generator(LAYERS, 2, DType.FLOAT32).saved().orElseThrow().with("kind", "normal"), "generator, normal");
        State flow = flow(DType.FLOAT32).saved().orElseThrow();
        assertRefused(flow.with("flow.couplings", 4), "flow: coupling-4: ", "'layers'");
        assertRefused(flow.with("flow.dimension", 5), "coupling-1");
        assertRefused(flow.with("flow.coupling-2.layers", 4), "'biases-4'");
        assertRefused(
                generator(new ResidualSettings(1, 4, Initialization.PYTORCH), 2, DType.FLOAT32)
                        .saved()
                        .orElseThrow()
                        .with("network.blocks", 2),
                "block-2-up-weights");
        Path file = folder.resolve("sampler.npz");
        throughAFile(flow(DType.FLOAT32));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        var damaged = assertThrows(IOException.class, () -> StateFile.read(file));
        assertTrue(damaged.getMessage().contains(file + " is damaged"), damaged.getMessage());
    }
}
