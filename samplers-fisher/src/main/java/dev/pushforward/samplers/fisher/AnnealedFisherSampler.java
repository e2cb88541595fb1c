package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Parts;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.dynamics.GeometricPath;
import dev.pushforward.core.generator.AlternatingTraining;
import dev.pushforward.core.generator.GeneratorObjective;
import dev.pushforward.core.generator.MinibatchPair;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.generator.NoisedObjective;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * The (annealed) Fisher implicit sampler. Each iteration fits the score estimate {@code s_phi} to draws of the present
 * sampler, then moves the generator along the gradient of a {@link FisherLoss} between sampler and annealed target
 * {@code q_k}, where {@code log q_k = lambda_k log q + (1 - lambda_k) log q_0}, {@code q_0 = N(0, scale^2 I)} and
 * lambda_k grows linearly from 0 to 1.
 *
 * <p>Everything is computed in units of scale, for {@code x / scale}, which the generator and the score networks so see
 * at the size that they begin with: a Fisher divergence hardly widens a sampler towards a target that is much wider
 * than itself, whose score is small there.
 *
 * <p>A {@link NoisedDivergence} adds a second Fisher divergence, between both laws under noise, which also sees the
 * masses of separated modes.
 *
 * <p>Cost of an iteration: {@code scoreSteps} fits on {@code batch} draws, and {@code batch} evaluations of the
 * target's score with one of its vector-Jacobian products, or of the scores of two independent minibatches of a target
 * that has them; with a noised divergence as many fits more, and its {@code points} evaluations of the log density, of
 * the whole target. Randomness: iteration t draws from {@code random.split(t)}. Errors: a target or loss that is not
 * finite ends the training with a {@link DivergenceException} that names it, the iteration and the first bad row.
 */
public final class AnnealedFisherSampler implements ImplicitSampler {
    private final AnnealedFisherSettings settings;
    private final ScoreEstimator estimator;
    private final Compute compute;

    /** With these settings, score estimator, precision and threads. */
    public AnnealedFisherSampler(AnnealedFisherSettings settings, ScoreEstimator estimator, Compute compute) {
        this.settings = settings;
        this.estimator = estimator;
        this.compute = compute;
    }

    /**
     * @throws IllegalArgumentException if the target has no density, or lives on a curved space, and the estimator, the
     *     annealing, the scale or the noised divergence works in R^d only
     */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "a Fisher sampler");
        if (settings.annealing() > 0) {
            Euclidean.require(density, "annealing, which begins at a normal distribution,");
        }
        return new AlternatingTraining(settings.training(), objective(density, random), random, compute);
    }

    private GeneratorObjective objective(DensityTarget target, RandomStream random) {
        var own = new Objective(target, random);
        return settings.noised()
                .<GeneratorObjective>map(divergence -> new NoisedObjective(
                        own,
                        divergence,
                        (sq, s, c, y) -> settings.loss().perRow(target.space(), sq, s, y),
                        "noise",
                        compute.dtype(),
                        estimator,
                        random))
                .orElse(own);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final Schedule lambda;
        private final Estimation estimate;

        Objective(DensityTarget target, RandomStream random) {
            this.target = ScaledTarget.checked(target, settings.training().scale());
            this.lambda = Schedule.linear(0, 1, settings.annealing());
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
            MinibatchPair qk = MinibatchPair.of(annealed(lambda.at(iteration)), random);
            return (rows, x, r) -> settings.loss().perRow(target.space(), qk.scores(x), estimate.score(x), x);
        }

        /** q_k; the target itself where nothing is annealed, which may be on a curved space. */
        private DensityTarget annealed(double k) {
            return k == 1 ? target : new GeometricPath(new StandardNormal(target.space()), target).at(k);
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            return step.with("lambda", lambda.at(iteration));
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
