package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Parts;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.generator.AlternatingTraining;
import dev.pushforward.core.generator.GeneratorObjective;
import dev.pushforward.core.generator.MinibatchPair;
import dev.pushforward.core.generator.Noise;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.generator.NoisedObjective;
import dev.pushforward.core.generator.SmoothedLaw;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Denoising Fisher training (Luo and Deng 2024, arXiv:2411.01453, Algorithm 1). Each iteration fits the estimate of the
 * score of {@code p_sigma}, the law of {@code x_s = G(z) + sigma e}, to fresh draws, then moves G along the gradient of
 * a {@link DenoisingFisherLoss}, which with a perfect estimate is that of the Fisher divergence between p_sigma and the
 * target q. It is p_sigma that comes to q: draws {@code G(z)} are narrower by {@code sigma^2} in variance.
 *
 * <p>Any estimator serves: see {@link SmoothedLaw}. At the estimator's own smoothing equal to sigma it is fitted to the
 * draws themselves, as in the paper.
 *
 * <p>A {@link NoisedDivergence} adds the same loss for another law under more noise, and for the target under that
 * noise too, which also sees the masses of separated modes, and how wide the target is.
 *
 * <p>Cost of an iteration: {@code scoreSteps} fits on {@code batch} draws, and {@code batch} evaluations of the
 * target's score with one vector-Jacobian product, or of the scores of two independent minibatches of a target that has
 * them ({@link DenoisingFisherLoss}); with a noised divergence as many fits more, and its {@code points} evaluations of
 * the log density, of the whole target. The variance of L2 grows as {@code 1 / sigma^2}. Randomness: iteration t draws
 * from {@code random.split(t)}. Errors: a target or loss that is not finite ends the training with a
 * {@link DivergenceException} that names it, the iteration and the first bad row.
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

    /**
     * @throws IllegalArgumentException if the target has no density or does not live in R^d, or the estimator smooths
     *     by more than sigma at the first or last iteration
     */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "denoising Fisher training");
        Euclidean.require(density, "denoising Fisher training");
        return new AlternatingTraining(settings.training(), objective(density, random), random, compute);
    }

    private GeneratorObjective objective(DensityTarget target, RandomStream random) {
        var own = new Objective(target, random);
        return settings.noised()
                .<GeneratorObjective>map(divergence -> new NoisedObjective(
                        own, divergence, settings.loss()::perRow, "more-noise", compute.dtype(), estimator, random))
                .orElse(own);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final SmoothedLaw law;

        Objective(DensityTarget target, RandomStream random) {
            this.target = ScaledTarget.checked(target, settings.training().scale());
            this.law = new SmoothedLaw(estimator.start(target.space(), random.split("estimate")));
            try {
                law.check(noise(0));
                law.check(noise(settings.training().iterations() - 1));
            } catch (IllegalArgumentException e) {
                close();
                throw e;
            }
        }

        private Noise noise(long iteration) {
            return Noise.added(settings.sigma().at(iteration));
        }

        @Override
        public DensityTarget target() {
            return target;
        }

        @Override
        public Noise noise() {
            return noise(settings.training().iterations() - 1);
        }

        @Override
        public StepInfo fit(long iteration, Tensor x, RandomStream random) {
            return law.fit(noise(iteration), x, random.split("sampler"));
        }

        @Override
        public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
            Noise noise = noise(iteration);
            MinibatchPair q = MinibatchPair.of(target, random);
            return (rows, x, r) -> law.perRow(noise, q, x, r.split("noise"), settings.loss()::perRow);
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            return step.with("sigma", settings.sigma().at(iteration));
        }

        @Override
        public Parts parts() {
            return Parts.of("score", law);
        }

        @Override
        public void close() {
            law.close();
        }
    }
}
