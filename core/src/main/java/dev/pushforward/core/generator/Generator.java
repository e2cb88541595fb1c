package dev.pushforward.core.generator;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalLong;

/**
 * The implicit sampler {@code x = scale G(z)}, z standard normal. Cost of a draw: one forward pass of G.
 *
 * @param network G, {@code [n, latent] -> [n, d]}; shared, not copied
 * @param scale greater than 0
 * @param compute precision of the draws and threads
 */
public record Generator(Mlp network, double scale, Compute compute) implements TrainedSampler {
    @Override
    public Draws draw(int n, RandomStream random) {
        return Draws.of(push(network.frozen(), n, random));
    }

    @Override
    public OptionalLong parameters() {
        return OptionalLong.of(network.parameters().flat().length());
    }

    /** Draws {@code [n, d]} from a frozen network, in microbatches. */
    private Tensor push(Mlp g, int n, RandomStream random) {
        return Microbatches.map(
                g.parameters(), compute.workers(), n, g.outputs(), random, (rows, r) -> g.apply(latent(rows, r))
                        .mul(scale));
    }

    /** The latent points of a microbatch, {@code [rows, latent]}. */
    Tensor latent(Rows rows, RandomStream random) {
        return Tensor.normal(compute.dtype(), random.generator(), rows.count(), network.inputs());
    }
}
