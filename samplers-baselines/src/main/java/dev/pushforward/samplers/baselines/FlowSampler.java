package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.CouplingFlow;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The sampler {@code x = scale T(z)}, z standard normal, and its density. Cost of a draw: one pass through the flow.
 *
 * @param flow T; shared, not copied
 * @param scale greater than 0
 * @param compute precision of the draws and threads
 */
record FlowSampler(CouplingFlow flow, double scale, Compute compute) implements TrainedSampler {
    @Override
    public Draws draw(int n, RandomStream random) {
        CouplingFlow frozen = flow.frozen();
        return Draws.of(Microbatches.map(
                compute.workers(), n, flow.dimension(), compute.dtype(), random, (rows, r) -> frozen.apply(
                                Tensor.normal(compute.dtype(), r.generator(), rows.count(), flow.dimension()))
                        .points()
                        .mul(scale)));
    }

    @Override
    public OptionalLong parameters() {
        return OptionalLong.of(flow.parameters().flat().length());
    }

    /** The density of the draws by the parameters of this moment, which later steps of a training do not change. */
    @Override
    public Optional<DensityTarget> learnedDensity() {
        return Optional.of(new FlowDensity(flow, scale));
    }
}
