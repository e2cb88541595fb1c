package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Estimation;
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
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
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

    @Override
    public Training start(Target target, RandomStream random) {
        return new AlternatingTraining(
                settings.training(),
                new Objective(DensityTarget.of(target, "a Fisher sampler"), random),
                random,
                compute);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final Schedule lambda;
        private final Estimation estimate;
        private final Optional<SmoothedLaw> noised;
        private double effectiveShare; // of the points of this iteration

        Objective(DensityTarget target, RandomStream random) {
            this.target = new ScaledTarget(
                    new GuardedTarget(target), settings.training().scale());
            this.lambda = Schedule.linear(0, 1, settings.annealing());
            this.estimate = estimator.start(target.space(), random.split("estimate"));
            this.noised = settings.noised()
                    .map(noise -> new SmoothedLaw(estimator.start(target.space(), random.split("noised-estimate"))));
        }

        @Override
        public DensityTarget target() {
            return target;
        }

        @Override
        public StepInfo fit(long iteration, Tensor x, RandomStream random) {
            noised.ifPresent(law -> law.fit(divergence().noise(), x, random.split("noised")));
            return estimate.fit(x, random.split("fit"));
        }

        @Override
        public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
            DensityTarget qk = new AnnealedTarget(target.minibatch(random.split("minibatch")), lambda.at(iteration));
            DensityTarget again =
                    new AnnealedTarget(target.minibatch(random.split("other-minibatch")), lambda.at(iteration));
            RowLoss divergence = (rows, x, r) -> {
                Tensor sq = qk.score(x);
                return settings.loss().perRow(sq, again.equals(qk) ? sq : again.score(x), estimate.score(x), x);
            };
            return noised.map(law -> sum(divergence, underNoise(iteration, law, random.split("noised-target"))))
                    .orElse(divergence);
        }

        /** The weighted loss between both laws under noise; {@code random} draws the points that weigh q. */
        private RowLoss underNoise(long iteration, SmoothedLaw law, RandomStream random) {
            Noise noise = divergence().noise();
            var noisedTarget = new NoisedTarget(target, noise, divergence().points(), compute.dtype(), random);
            effectiveShare = noisedTarget.effectiveShare();
            double weight = divergence().weight().at(iteration);
            return (rows, x, r) -> law.perRow(noise, noisedTarget, x, r.split("noise"), (sq, s, c, y) -> settings.loss()
                            .perRow(sq, sq, s, y))
                    .mul(weight);
        }

        private NoisedDivergence divergence() {
            return settings.noised().orElseThrow();
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            StepInfo own = step.with("lambda", lambda.at(iteration));
            return noised.isPresent() ? own.with(NoisedDivergence.EFFECTIVE_SHARE, effectiveShare) : own;
        }

        @Override
        public Parts parts() {
            return Parts.of("score", estimate).and("noised-score", noised);
        }

        @Override
        public void close() {
            estimate.close();
            noised.ifPresent(SmoothedLaw::close);
        }

        private static RowLoss sum(RowLoss a, RowLoss b) {
            return (rows, x, r) -> a.perRow(rows, x, r).add(b.perRow(rows, x, r));
        }
    }
}
