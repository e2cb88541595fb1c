package dev.pushforward.samplers.fisher;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.train.GeneratorObjective;

/** A {@link NoisedDivergence} in training: the estimate of {@code p_sigma}'s score, and what each row adds to the generator's loss. */
final class NoisedTerm implements AutoCloseable {
    private final NoisedDivergence noise;
    private final FisherLoss loss;
    private final Estimation estimate;

    NoisedTerm(NoisedDivergence noise, FisherLoss loss, Estimation estimate) {
        this.noise = noise;
        this.loss = loss;
        this.estimate = estimate;
    }

    /** Fits the estimate to draws x of the sampler, under fresh noise. */
    StepInfo fit(Tensor x, RandomStream random) {
        return estimate.fit(under(x, random.split("noise")), random.split("fit"));
    }

    /** The weighted loss between both laws under noise, for one iteration; {@code random} draws the points that weigh q. */
    GeneratorObjective.RowLoss loss(DensityTarget q, DType dtype, RandomStream random) {
        DensityTarget target = new NoisedTarget(q, noise, dtype, random);
        return (x, r) -> {
            Tensor y = under(x, r.split("noise"));
            return loss.perRow(target.score(y), estimate.score(y), y).mul(noise.weight());
        };
    }

    private Tensor under(Tensor x, RandomStream random) {
        Tensor e = Tensor.normal(x.dtype(), random.generator(), x.shape());
        return x.mul(noise.alpha()).add(e.mul(noise.sigma()));
    }

    State state() {
        return estimate.state();
    }

    void restore(State state) {
        estimate.restore(state);
    }

    @Override
    public void close() {
        estimate.close();
    }
}
