package dev.pushforward.core.generator;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.SavedNetwork;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The implicit sampler {@code x = scale P(G(z))}, z standard normal, P the projection onto a space, which in R^d is
 * the identity. Cost of a draw: one forward pass of G.
 *
 * @param network G, {@code [n, latent] -> [n, d]}; shared, not copied
 * @param space where the draws live
 * @param scale greater than 0; 1 on any space but R^d
 * @param compute precision of the draws and threads
 */
public record Generator(Network network, Space space, double scale, Compute compute) implements TrainedSampler {
    static final String KIND = "generator";
    private static final String SCALE = "scale";
    private static final String NETWORK = "network";

    @Override
    public Draws draw(int n, RandomStream random) {
        return Draws.of(push(network.frozen(), n, random));
    }

    @Override
    public OptionalLong parameters() {
        return OptionalLong.of(network.parameters().flat().length());
    }

    /**
     * {@code kind=generator}, the scale and the network; empty if the network cannot be {@link Network#saved}, and on
     * any space but R^d, as a state does not say which it is.
     */
    @Override
    public Optional<State> saved() {
        Optional<State> saved = space instanceof Euclidean ? network.saved() : Optional.empty();
        return saved.map(g -> State.empty()
                .with(SavedSampler.KIND, KIND)
                .with(SCALE, Tensor.scalar(DType.FLOAT64, scale).kept())
                .nested(NETWORK, g));
    }

    static Generator load(State saved, Workers workers) {
        return load(saved, SavedNetwork::load, workers);
    }

    /**
     * The generator that was {@link #saved}, of a network that its own class makes again.
     *
     * @param network makes it from its {@link Network#saved} state
     * @throws IllegalArgumentException if the state is of something else
     */
    public static Generator load(State saved, Function<State, Network> network, Workers workers) {
        Network g = saved.load(NETWORK, network);
        return new Generator(
                g,
                new Euclidean(g.outputs()),
                saved.tensor(SCALE, DType.FLOAT64).item(),
                new Compute(g.parameters().dtype(), workers));
    }

    /** Draws {@code [n, d]} from a frozen network, in microbatches. */
    private Tensor push(Network g, int n, RandomStream random) {
        return Microbatches.map(g.parameters(), compute.workers(), n, g.outputs(), random, (rows, r) -> space.project(
                        g.apply(latent(rows, r)))
                .mul(scale));
    }

    /** The points of a microbatch {@code [rows, d]} in units of scale, differentiable in G's parameters. */
    Tensor points(Rows rows, RandomStream random) {
        return space.project(network.apply(latent(rows, random)));
    }

    /** The latent points of a microbatch, {@code [rows, latent]}. */
    Tensor latent(Rows rows, RandomStream random) {
        return Tensor.normal(compute.dtype(), random.generator(), rows.count(), network.inputs());
    }
}
