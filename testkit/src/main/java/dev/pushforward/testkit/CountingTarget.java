package dev.pushforward.testkit;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A density that counts, per point, how often its log density and its score are asked for, alone or by one
 * {@link #evaluate}, those of its minibatches included. Thread-safe.
 */
public final class CountingTarget implements DensityTarget {
    private final DensityTarget target;
    private final AtomicLong densities;
    private final AtomicLong scores;

    /** Counts the evaluations of this target. */
    public CountingTarget(DensityTarget target) {
        this(target, new AtomicLong(), new AtomicLong());
    }

    private CountingTarget(DensityTarget target, AtomicLong densities, AtomicLong scores) {
        this.target = target;
        this.densities = densities;
        this.scores = scores;
    }

    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public Tensor logDensity(Tensor x) {
        densities.addAndGet(x.size(0));
        return target.logDensity(x);
    }

    @Override
    public Tensor score(Tensor x) {
        scores.addAndGet(x.size(0));
        return target.score(x);
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        densities.addAndGet(x.size(0));
        scores.addAndGet(x.size(0));
        return target.evaluate(x);
    }

    @Override
    public boolean hasMinibatches() {
        return target.hasMinibatches();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new CountingTarget(target.minibatch(random), densities, scores);
    }

    @Override
    public OptionalDouble logNormalizer() {
        return target.logNormalizer();
    }

    /** Points at which the log density was asked for; those that a score needs inside are not among them. */
    public long densities() {
        return densities.get();
    }

    /** Points at which the score was asked for. */
    public long scores() {
        return scores.get();
    }
}
