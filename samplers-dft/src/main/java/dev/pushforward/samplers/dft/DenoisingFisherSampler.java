package dev.pushforward.samplers.dft;

import dev.pushforward.core.CheckedTarget;
import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.ScaledTarget;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.train.AlternatingTraining;
import dev.pushforward.core.train.GeneratorObjective;

/**
 * Denoising Fisher training (Luo and Deng 2024, arXiv:2411.01453, Algorithm 1). Each iteration fits the estimate of the score of {@code p_sigma}, the law of
 * {@code x_s = G(z) + sigma e}, to fresh draws, then moves G along the gradient of a {@link DenoisingFisherLoss}, which with a perfect estimate is that of the Fisher
 * divergence between p_sigma and the target q. It is p_sigma that comes to q: draws {@code G(z)} are narrower by {@code sigma^2} in variance.
 *
 * <p>Any estimator serves. One that estimates the law smoothed by tau, such as denoising score matching, is fitted to draws under noise of variance
 * {@code sigma^2 - tau^2}, so that what it estimates is p_sigma: at {@code tau = sigma} that is the paper's fit to the draws themselves, at {@code tau = 0} a fit to x_s.
 *
 * <p>Cost of an iteration: {@code scoreSteps} fits on {@code batch} draws, and {@code batch} evaluations of the target's score with one of its vector-Jacobian products.
 * The variance of L2 grows as {@code 1 / sigma^2}. Randomness: iteration t draws from {@code random.split(t)}. Errors: a target or loss that is not finite ends the training with a
 * {@link TrainingException} that names it, the iteration and the first bad row.
 */
public final class DenoisingFisherSampler implements ImplicitSampler {
    private final DenoisingFisherSettings settings;
    private final ScoreEstimator estimator;
    private final Compute compute;

    /** With these settings, score estimator, precision and threads. */
    public DenoisingFisherSampler(DenoisingFisherSettings settings, ScoreEstimator estimator, Compute compute) {
        this.settings = settings;
        this.estimator = estimator;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the target has no density, or the estimator smooths by more than sigma at the first or last iteration */
    @Override
    public Training start(Target target, RandomStream random) {
        if (!(target instanceof DensityTarget density)) {
            throw new IllegalArgumentException("denoising Fisher training needs a density, and " + target.name() + " offers draws only");
        }
        return new AlternatingTraining(settings.training(), new Objective(density, random), random, compute);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final Estimation estimate;

        Objective(DensityTarget target, RandomStream random) {
            this.target = new ScaledTarget(new CheckedTarget(target), settings.training().scale());
            this.estimate = estimator.start(target.space(), random.split("estimate"));
            try {
                noiseForEstimate(0);
                noiseForEstimate(settings.training().iterations() - 1);
            } catch (IllegalArgumentException e) {
                estimate.close();
                throw e;
            }
        }

        @Override
        public int dimension() {
            return target.dimension();
        }

        @Override
        public StepInfo fit(long iteration, Tensor x, RandomStream random) {
            double noise = noiseForEstimate(iteration);
            Tensor noised = noise == 0 ? x : x.add(normalLike(x, random.split("noise")).mul(noise));
            return estimate.fit(noised, random.split("fit"));
        }

        /** What is missing in the estimator's own smoothing to sigma. */
        private double noiseForEstimate(long iteration) {
            double sigma = settings.sigma().at(iteration);
            double tau = estimate.smoothing();
            if (!(sigma > 0 && tau <= sigma)) {
                throw new IllegalArgumentException("sigma = " + sigma + " at iteration " + iteration + " and the score estimator smooths by " + tau
                        + ": sigma must be above 0 and at least that, as what is needed is the score of the draws smoothed by sigma; raise sigma or lower the estimator's");
            }
            return Math.sqrt(sigma * sigma - tau * tau);
        }

        @Override
        public RowLoss loss(long iteration, RandomStream random) {
            double sigma = settings.sigma().at(iteration);
            return (x, r) -> {
                Tensor e = normalLike(x, r.split("noise"));
                Tensor xs = x.add(e.mul(sigma));
                return settings.loss().perRow(target.score(xs), estimate.score(xs), e.mul(-1 / sigma));
            };
        }

        private static Tensor normalLike(Tensor x, RandomStream random) {
            return Tensor.normal(x.dtype(), random.generator(), x.shape());
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            return step.with("sigma", settings.sigma().at(iteration));
        }

        @Override
        public State state() {
            return State.empty().nested("score", estimate.state());
        }

        @Override
        public void restore(State state) {
            estimate.restore(state.under("score"));
        }

        @Override
        public void close() {
            estimate.close();
        }
    }
}
