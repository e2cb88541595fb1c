package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Parts;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.AlternatingTraining;
import dev.pushforward.core.generator.GeneratorObjective;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Training by the Kullback-Leibler divergence from the sampler's law p to the target q (KL-NS of Luo et al. 2024,
 * arXiv:2306.04952): with an estimate s of p's score, {@code grad KL(p | q) = E (s - s_q)(G(z)) . dG(z)}, so each draw
 * moves along {@code s_q - s}. With a perfect estimate the gradient is exact. It seeks modes: what p does not reach
 * costs nothing.
 *
 * <p>Cost of an iteration: {@code scoreSteps} fits on {@code batch} draws and {@code batch} evaluations of the target's
 * score. The loss that a step reports is the inner product that is differentiated, not the divergence. Randomness and
 * errors: see {@link AlternatingTraining}.
 */
public final class KlSampler implements ImplicitSampler {
    private final AlternatingSettings settings;
    private final ScoreEstimator estimator;
    private final Compute compute;

    /** With these settings, score estimator, precision and threads. */
    public KlSampler(AlternatingSettings settings, ScoreEstimator estimator, Compute compute) {
        this.settings = settings;
        this.estimator = estimator;
        this.compute = compute;
    }

    /**
     * @throws IllegalArgumentException if the target has no density, or lives on a curved space, and the estimator or
     *     the scale works in R^d only
     */
    @Override
    public Training start(Target target, RandomStream random) {
        return new AlternatingTraining(
                settings,
                new Objective(DensityTarget.of(target, "a Kullback-Leibler sampler"), random),
                random,
                compute);
    }

    /** What is descended, {@code [n]}: {@code (s - s_q) . x} with constant scores. */
    static Tensor perRow(Tensor sq, Tensor s, Tensor x) {
        return s.sub(sq).detach().mul(x).sum(1);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final Estimation estimate;

        Objective(DensityTarget target, RandomStream random) {
            this.target = ScaledTarget.checked(target, settings.scale());
            this.estimate = estimator.start(target.space(), random.split("estimate"));
        }

        @Override
        public DensityTarget target() {
            return target;
        }

        @Override
        public StepInfo fit(long iteration, Tensor x, RandomStream random) {
            return estimate.fit(x, random.split("fit"));
        }

        @Override
        public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
            DensityTarget q = target.minibatch(random.split("minibatch"));
            return (rows, x, r) -> {
                Tensor at = x.detach();
                return perRow(q.score(at), estimate.score(at), x);
            };
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            return step;
        }

        @Override
        public Parts parts() {
            return Parts.of("score", estimate);
        }

        @Override
        public void close() {
            estimate.close();
        }
    }
}
