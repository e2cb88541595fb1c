package dev.pushforward.samplers.fisher;

import dev.pushforward.core.CheckedTarget;
import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.MovingAverage;
import dev.pushforward.core.nn.Optimizer;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Scope;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.train.GradientSum;
import dev.pushforward.core.train.Microbatches;
import java.util.Optional;

/**
 * The (annealed) Fisher implicit sampler. Each iteration fits the score estimate {@code s_phi} to draws of the present sampler, then moves the
 * generator along the gradient of a {@link FisherLoss} between sampler and annealed target {@code q_k}, where
 * {@code log q_k = lambda_k log q + (1 - lambda_k) log q_0}, {@code q_0 = N(0, scale^2 I)} and lambda_k grows linearly from 0 to 1.
 *
 * <p>Everything is computed in units of scale, for {@code x / scale}, which the generator and the score networks so see at the size that they begin with: a Fisher divergence hardly widens a
 * sampler towards a target that is much wider than itself, whose score is small there.
 *
 * <p>A {@link NoisedDivergence} adds a second Fisher divergence, between both laws under noise, which also sees the masses of separated modes.
 *
 * <p>Cost of an iteration: {@code scoreSteps} fits on {@code batch} draws, and {@code batch} evaluations of the target's score with one of its
 * vector-Jacobian products; with a noised divergence as many fits more, and its {@code points} evaluations of the log density. Randomness: iteration t draws from {@code random.split(t)}. Errors: a target or loss that is not finite ends the
 * training with a {@link TrainingException} that names it, the iteration and the first bad row.
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
        if (!(target instanceof DensityTarget density)) {
            throw new IllegalArgumentException("a Fisher sampler needs a density, and " + target.name() + " offers draws only");
        }
        return new Run(density, random);
    }

    private final class Run implements Training {
        private final DensityTarget target;
        private final RandomStream random;
        private final Schedule lambda;
        private final Mlp network;
        private final Mlp frozen;
        private final Generator generator;
        private final Optimizer optimizer;
        private final GradientSum gradient;
        private final MovingAverage average;
        private final Mlp averaged;
        private final Estimation estimate;
        private final Optional<NoisedTerm> noised;
        private long iteration;

        Run(DensityTarget target, RandomStream random) {
            this.target = new ScaledTarget(new CheckedTarget(target), settings.path().scale());
            this.random = random;
            this.lambda = Schedule.linear(0, 1, settings.path().iterations());
            int d = target.dimension();
            int latent = settings.generator().latent() == 0 ? d : settings.generator().latent();
            this.network = settings.generator().network().create(latent, d, compute.dtype(), random.split("generator").generator());
            this.frozen = network.frozen();
            this.generator = new Generator(network, 1, compute);
            this.optimizer = new Adam(network.parameters(), settings.generator().adam());
            this.gradient = new GradientSum(network.parameters());
            this.average = new MovingAverage(network.parameters(), settings.generator().averaging());
            this.averaged = network.with(average.average());
            this.estimate = estimator.start(target.space(), random.split("estimate"));
            this.noised = settings.noised()
                    .map(noise -> new NoisedTerm(noise, settings.loss(), estimator.start(target.space(), random.split("noised-estimate"))));
        }

        @Override
        public StepInfo step() {
            RandomStream now = random.split(iteration);
            try {
                StepInfo fit = null;
                for (int k = 0; k < settings.scoreSteps(); k++) {
                    fit = fit(now.split(k));
                }
                double temperature = lambda.at(iteration);
                double loss = descend(new AnnealedTarget(target, temperature), now.split(settings.scoreSteps()));
                iteration++;
                return StepInfo.of("loss", loss).with("lambda", temperature).with("score", fit);
            } catch (TrainingException e) {
                throw new TrainingException("iteration " + iteration + ": " + e.getMessage(), e);
            }
        }

        /** One fit of the score estimates to fresh draws. */
        private StepInfo fit(RandomStream random) {
            try (Scope scope = Scope.open()) {
                Tensor x = new Generator(frozen, 1, compute).draw(settings.batch(), random.split("draw")).points();
                noised.ifPresent(term -> term.fit(x, random.split("noised")));
                return estimate.fit(x, random.split("fit"));
            }
        }

        /** One step of the generator; the mean loss. */
        private double descend(DensityTarget qk, RandomStream random) {
            try (Scope scope = Scope.open()) {
                Optional<DensityTarget> noisedTarget = noised.map(term -> term.target(target, compute.dtype(), random.split("noised-target")));
                double loss = Microbatches.gradient("generator loss", compute.workers(), settings.batch(), random, network.parameters(), gradient, (rows, r) -> {
                    Tensor x = network.apply(generator.latent(rows, r)); // theta flows through x only
                    Tensor perRow = settings.loss().perRow(qk.score(x), estimate.score(x), x);
                    return noised.map(term -> perRow.add(term.perRow(noisedTarget.orElseThrow(), x, r.split("noise")))).orElse(perRow);
                });
                optimizer.step(gradient.total());
                average.update(network.parameters());
                return loss;
            }
        }

        @Override
        public long iteration() {
            return iteration;
        }

        @Override
        public long iterations() {
            return settings.iterations();
        }

        @Override
        public TrainedSampler sampler() {
            return new Generator(averaged, settings.path().scale(), compute);
        }

        @Override
        public State state() {
            State state = State.empty()
                    .with("iteration", iteration)
                    .nested("generator", network.parameters().state())
                    .nested("average", average.average().state())
                    .nested("adam", optimizer.state())
                    .nested("score", estimate.state());
            return noised.map(term -> state.nested("noised-score", term.state())).orElse(state);
        }

        @Override
        public void restore(State state) {
            network.parameters().restore(state.under("generator"));
            average.average().restore(state.under("average"));
            optimizer.restore(state.under("adam"));
            estimate.restore(state.under("score"));
            noised.ifPresent(term -> term.restore(state.under("noised-score")));
            iteration = state.counter("iteration");
        }

        @Override
        public void close() {
            estimate.close();
            noised.ifPresent(NoisedTerm::close);
        }
    }
}
