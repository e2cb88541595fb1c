package dev.pushforward.core.generator;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Parts;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * An objective with a {@link NoisedDivergence} added to its loss: the same kind of loss between both laws under noise,
 * with an estimate of its own for the sampler's and a {@link NoisedTarget} for the target's. Cost of an iteration
 * beyond the objective's: as many fits as that makes, and the divergence's {@code points} evaluations of the log
 * density, of the whole target.
 */
public final class NoisedObjective implements GeneratorObjective {
    private final GeneratorObjective objective;
    private final NoisedDivergence divergence;
    private final SmoothedLaw.Loss loss;
    private final String noiseKey;
    private final DType dtype;
    private final SmoothedLaw law;
    private double effectiveShare; // of the points of this iteration

    /**
     * Over an objective, which it owns.
     *
     * @param loss the loss under noise, before its weight
     * @param noiseKey what the noise of a microbatch is drawn by, another key than the objective's own
     * @param dtype precision of the computation
     * @param random of the training; the estimate begins by its {@code noised-estimate}
     * @throws IllegalArgumentException if the target does not live in R^d, or the estimator smooths by more than the
     *     noise; the objective is closed then
     */
    public NoisedObjective(
            GeneratorObjective objective,
            NoisedDivergence divergence,
            SmoothedLaw.Loss loss,
            String noiseKey,
            DType dtype,
            ScoreEstimator estimator,
            RandomStream random) {
        this.objective = objective;
        this.divergence = divergence;
        this.loss = loss;
        this.noiseKey = noiseKey;
        this.dtype = dtype;
        try {
            Euclidean.require(objective.target(), "a noised divergence");
            this.law = new SmoothedLaw(estimator.start(objective.target().space(), random.split("noised-estimate")));
        } catch (IllegalArgumentException e) {
            objective.close();
            throw e;
        }
        try {
            law.check(divergence.noise());
        } catch (IllegalArgumentException e) {
            close();
            throw e;
        }
    }

    @Override
    public DensityTarget target() {
        return objective.target();
    }

    @Override
    public Noise noise() {
        return objective.noise();
    }

    @Override
    public StepInfo fit(long iteration, Tensor x, RandomStream random) {
        law.fit(divergence.noise(), x, random.split("noised"));
        return objective.fit(iteration, x, random);
    }

    @Override
    public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
        RowLoss own = objective.loss(iteration, batch, random);
        Noise noise = divergence.noise();
        var noisedTarget = new NoisedTarget(target(), noise, divergence.points(), dtype, random.split("noised-target"));
        effectiveShare = noisedTarget.effectiveShare();
        MinibatchPair q = MinibatchPair.whole(noisedTarget);
        double weight = divergence.weight().at(iteration);
        return (rows, x, r) -> own.perRow(rows, x, r)
                .add(law.perRow(noise, q, x, r.split(noiseKey), loss).mul(weight));
    }

    @Override
    public StepInfo report(long iteration, StepInfo step) {
        return objective.report(iteration, step).with(NoisedDivergence.EFFECTIVE_SHARE, effectiveShare);
    }

    @Override
    public Parts parts() {
        return objective.parts().and("noised-score", law);
    }

    @Override
    public void close() {
        objective.close();
        law.close();
    }
}
