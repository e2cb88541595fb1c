package dev.pushforward.core.generator;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.CouplingFlow;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The sampler {@code x = scale T(z)}, z standard normal, and its density. Cost of a draw: one pass through the flow.
 *
 * @param flow T; shared, not copied
 * @param scale greater than 0
 * @param compute precision of the draws and threads
 */
public record FlowSampler(CouplingFlow flow, double scale, Compute compute) implements TrainedSampler {
    static final String KIND = "coupling-flow";
    private static final String SCALE = "scale";
    private static final String FLOW = "flow";

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

    /** {@code kind=coupling-flow}, the scale and the flow. */
    @Override
    public Optional<State> saved() {
        return Optional.of(State.empty()
                .with(SavedSampler.KIND, KIND)
                .with(SCALE, Tensor.scalar(DType.FLOAT64, scale).kept())
                .nested(FLOW, flow.saved()));
    }

    static FlowSampler load(State saved, Workers workers) {
        CouplingFlow flow = saved.load(FLOW, CouplingFlow::load);
        return new FlowSampler(
                flow,
                saved.tensor(SCALE, DType.FLOAT64).item(),
                new Compute(flow.parameters().dtype(), workers));
    }
}
