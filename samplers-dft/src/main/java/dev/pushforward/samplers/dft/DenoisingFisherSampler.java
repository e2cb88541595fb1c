package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Parts;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.generator.AlternatingTraining;
import dev.pushforward.core.generator.GeneratorObjective;
import dev.pushforward.core.generator.Noise;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.generator.NoisedTarget;
import dev.pushforward.core.generator.SmoothedLaw;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
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
     * @throws IllegalArgumentException if the target has no density, or the estimator smooths by more than sigma at the
     *     first or last iteration
     */
    @Override
    public Training start(Target target, RandomStream random) {
        return new AlternatingTraining(
                settings.training(),
                new Objective(DensityTarget.of(target, "denoising Fisher training"), random),
                random,
                compute);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final SmoothedLaw law;
        private final Optional<SmoothedLaw> noised;
        private double effectiveShare; // of the points of this iteration

        Objective(DensityTarget target, RandomStream random) {
            this.target = new ScaledTarget(
                    new GuardedTarget(target), settings.training().scale());
            this.law = new SmoothedLaw(estimator.start(target.space(), random.split("estimate")));
            this.noised = settings.noised()
                    .map(divergence ->
                            new SmoothedLaw(estimator.start(target.space(), random.split("noised-estimate"))));
            try {
                law.check(noise(0));
                law.check(noise(settings.training().iterations() - 1));
                noised.ifPresent(other -> other.check(divergence().noise()));
            } catch (IllegalArgumentException e) {
                close();
                throw e;
            }
        }

        private Noise noise(long iteration) {
            return Noise.added(settings.sigma().at(iteration));
        }

        private NoisedDivergence divergence() {
            return settings.noised().orElseThrow();
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
            noised.ifPresent(other -> other.fit(divergence().noise(), x, random.split("noised")));
            return law.fit(noise(iteration), x, random.split("sampler"));
        }

        @Override
        public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
            Noise noise = noise(iteration);
            DensityTarget q = target.minibatch(random.split("minibatch"));
            DensityTarget again = target.minibatch(random.split("other-minibatch"));
            RowLoss own = (rows, x, r) -> law.perRow(noise, q, x, r.split("noise"), (sq, s, c, xs) -> settings.loss()
                    .perRow(sq, again.equals(q) ? sq : again.score(xs), s, c, xs));
            return noised.map(other -> sum(own, underMoreNoise(iteration, other, random.split("noised-target"))))
                    .orElse(own);
        }

        /** The weighted loss between both laws under noise; {@code random} draws the points that weigh q. */
        private RowLoss underMoreNoise(long iteration, SmoothedLaw law, RandomStream random) {
            Noise noise = divergence().noise();
            var noisedTarget = new NoisedTarget(target, noise, divergence().points(), compute.dtype(), random);
            effectiveShare = noisedTarget.effectiveShare();
            double weight = divergence().weight().at(iteration);
            return (rows, x, r) -> law.perRow(noise, noisedTarget, x, r.split("more-noise"), settings.loss()::perRow)
                    .mul(weight);
        }

        private static RowLoss sum(RowLoss a, RowLoss b) {
            return (rows, x, r) -> a.perRow(rows, x, r).add(b.perRow(rows, x, r));
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            StepInfo own = step.with("sigma", settings.sigma().at(iteration));
            return noised.isPresent() ? own.with(NoisedDivergence.EFFECTIVE_SHARE, effectiveShare) : own;
        }

        @Override
        public Parts parts() {
            return Parts.of("score", law).and("noised-score", noised);
        }

        @Override
        public void close() {
            law.close();
            noised.ifPresent(SmoothedLaw::close);
        }
    }
}
