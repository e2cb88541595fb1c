package dev.pushforward.core.generator;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.MovingAverage;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * The training of an implicit sampler {@code x = scale G(z)} by the estimated score of its own law: each iteration fits
 * the estimate {@code scoreSteps} times to fresh draws of the present sampler, then moves G once by Adam along the
 * gradient of the {@link GeneratorObjective}'s loss. What is drawn from is the moving average of G's parameters; with
 * checks that select, as it was at the check of the least estimate.
 *
 * <p>Everything but the draws is computed in units of scale, for {@code x / scale}, which the generator and the score
 * networks so see at the size that they begin with. Randomness: iteration t draws from {@code random.split(t)}; checks,
 * if there are any, from a key of their own, so that they change no step. Errors: a target or loss that is not finite
 * ends the training with a {@link DivergenceException} that names it, the iteration and the first bad row.
 */
public final class AlternatingTraining implements Training {
    private final AlternatingSettings settings;
    private final GeneratorObjective objective;
    private final RandomStream random;
    private final Compute compute;
    private final Mlp network;
    private final Generator generator;
    private final Descent descent;
    private final MovingAverage average;
    private final Generator averaged;
    private final Optional<DivergenceChecks> checks;
    private long iteration;

    /**
     * At iteration 0, with G's parameters drawn from {@code random.split("generator")}. Owns the objective.
     *
     * @throws IllegalArgumentException if the objective's target does not live in R^d, where a network's points are;
     *     the objective is closed then
     */
    public AlternatingTraining(
            AlternatingSettings settings, GeneratorObjective objective, RandomStream random, Compute compute) {
        try {
            Euclidean.require(objective.target(), "a generator network");
        } catch (IllegalArgumentException e) {
            objective.close();
            throw e;
        }
        this.settings = settings;
        this.objective = objective;
        this.random = random;
        this.compute = compute;
        GeneratorSettings g = settings.generator();
        int d = objective.target().dimension();
        this.network = g.network()
                .create(
                        g.latent() == 0 ? d : g.latent(),
                        d,
                        compute.dtype(),
                        random.split("generator").generator());
        this.generator = new Generator(network, 1, compute);
        this.descent = new Descent(
                "generator loss", network.parameters(), new Adam(network.parameters(), g.adam()), compute.workers());
        this.average = new MovingAverage(network.parameters(), g.averaging());
        this.averaged = new Generator(network.with(average.average()), settings.scale(), compute);
        this.checks = settings.check()
                .map(check -> new DivergenceChecks(
                        check,
                        new FisherBound(objective.target(), objective.noise(), compute),
                        new Generator(averaged.network(), 1, compute),
                        settings.scale(),
                        random.split("check")));
    }

    @Override
    public StepInfo step() {
        RandomStream now = random.split(iteration);
        try {
            StepInfo fit = new StepInfo(Map.of());
            for (int k = 0; k < settings.scoreSteps(); k++) {
                fit = fit(now.split(k));
            }
            StepInfo info = objective.report(iteration, StepInfo.of("loss", descend(now.split(settings.scoreSteps()))));
            iteration++;
            checks.ifPresent(c -> c.stepped(iteration, iterations()));
            return info.with("score", fit);
        } catch (TrainingException e) {
            throw e.within("iteration " + iteration + ": ");
        }
    }

    /** One fit of the score estimate to fresh draws. */
    private StepInfo fit(RandomStream random) {
        try (Scope scope = Scope.open()) {
            Tensor x = generator.draw(settings.batch(), random.split("draw")).points();
            return objective.fit(iteration, x, random);
        }
    }

    /** One step of the generator; the mean loss. */
    private double descend(RandomStream random) {
        try (Scope scope = Scope.open()) {
            GeneratorObjective.RowLoss rowLoss = objective.loss(
                    iteration, () -> generator.draw(settings.batch(), random).points(), random);
            // theta flows through x only
            double loss = descent.step(
                    settings.batch(),
                    random,
                    (rows, r) -> rowLoss.perRow(rows, network.apply(generator.latent(rows, r)), r));
            average.update(network.parameters(), compute.workers());
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
        return checks.<TrainedSampler>map(DivergenceChecks::sampler).orElse(averaged);
    }

    @Override
    public Optional<SelfChecks> checks() {
        return checks.map(c -> c);
    }

    @Override
    public State state() {
        State state = State.empty()
                .with("iteration", iteration)
                .nested("generator", network.parameters().state())
                .nested("average", average.average().state())
                .nested("adam", descent.state())
                .nested("objective", objective.state());
        return checks.map(c -> state.nested("checks", c.state())).orElse(state);
    }

    @Override
    public void restore(State state) {
        state.restore("generator", network.parameters()::restore);
        state.restore("average", average.average()::restore);
        state.restore("adam", descent::restore);
        state.restore("objective", objective::restore);
        iteration = state.counter("iteration");
        checks.ifPresent(c -> state.restore("checks", saved -> c.restore(saved, iteration)));
    }

    @Override
    public void close() {
        objective.close();
    }
}
