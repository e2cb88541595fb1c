package dev.pushforward.core.generator;

import dev.pushforward.core.Estimation;
import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * A sampler's law under {@link Noise}, of which an estimation follows the score. Any estimation serves: one that
 * smooths by tau itself is fitted to draws under noise of variance {@code sigma^2 - tau^2}, so that what it estimates
 * is the law under sigma; at {@code tau = sigma} that is a fit to {@code alpha x} itself.
 */
public final class SmoothedLaw implements Stateful, AutoCloseable {
    /** A loss of points {@code y = alpha x + sigma e}. */
    @FunctionalInterface
    public interface Loss {
        /**
         * The loss of each row.
         *
         * @param sq the target's scores at y
         * @param s the estimated score of y's law there, {@code [n, d]}
         * @param c the score of y given x, {@code -e / sigma}, constants
         * @param y tracked points {@code [n, d]}
         * @return {@code [n]}
         */
        Tensor perRow(MinibatchPair.Scores sq, Tensor s, Tensor c, Tensor y);
    }

    private final Estimation estimate;

    /** Owns the estimation. */
    public SmoothedLaw(Estimation estimate) {
        this.estimate = estimate;
    }

    /** Fits the estimate to draws x of the sampler, {@code [n, d]}, under fresh noise. */
    public StepInfo fit(Noise noise, Tensor x, RandomStream random) {
        double missing = missing(noise);
        Tensor y = missing == 0
                ? x.mul(noise.alpha())
                : new Noise(noise.alpha(), missing).on(x, Noise.like(x, random.split("noise")));
        return estimate.fit(y, random.split("fit"));
    }

    /** The standard deviation that the estimation's own smoothing lacks. */
    private double missing(Noise noise) {
        double sigma = noise.sigma();
        double tau = estimate.smoothing();
        check(noise);
        return Math.sqrt(sigma * sigma - tau * tau);
    }

    /**
     * @throws IllegalArgumentException if the estimation smooths by more than the noise, so that it cannot estimate
     *     this law
     */
    public void check(Noise noise) {
        if (estimate.smoothing() > noise.sigma()) {
            throw new IllegalArgumentException(
                    "the noise is " + noise.sigma() + " and the score estimator smooths by " + estimate.smoothing()
                            + ": it must not smooth by more, as what is needed is the score of the draws under that"
                            + " noise; lower the estimator's sigma or raise the noise");
        }
    }

    /** The loss of points x, tracked, under fresh noise, {@code [n, d] -> [n]}; theta flows through x. */
    public Tensor perRow(Noise noise, MinibatchPair target, Tensor x, RandomStream random, Loss loss) {
        Tensor e = Noise.like(x, random);
        Tensor y = noise.on(x, e);
        Tensor first = target.first().score(y);
        Tensor s = estimate.score(y);
        var sq = new MinibatchPair.Scores(first, target.second().map(q -> q.score(y)));
        return loss.perRow(sq, s, e.mul(-1 / noise.sigma()), y);
    }

    @Override
    public State state() {
        return estimate.state();
    }

    @Override
    public void restore(State state) {
        estimate.restore(state);
    }

    @Override
    public void close() {
        estimate.close();
    }
}
