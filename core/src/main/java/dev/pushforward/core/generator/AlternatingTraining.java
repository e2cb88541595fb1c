package dev.pushforward.core.generator;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.Space;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.MovingAverage;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.core.train.IterativeTraining;
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
 * <p>On a curved space the points are projected onto it, {@code x = P(G(z))}; an objective whose loss does not hold
 * there refuses it.
 *
 * <p>Everything but the draws is computed in units of scale, for {@code x / scale}, which the generator and the score
 * networks so see at the size that they begin with. Randomness: iteration t draws from {@code random.split(t)}; checks,
 * if there are any, from a key of their own, so that they change no step. Errors: a target or loss that is not finite
 * ends the training with a {@link DivergenceException} that names it, the iteration and the first bad row.
 */
public final class AlternatingTraining extends IterativeTraining {
    private final AlternatingSettings settings;
    private final GeneratorObjective objective;
    private final Compute compute;
    private final Network network;
    private final Generator generator;
    private final Descent descent;
    private final MovingAverage average;
    private final Generator averaged;
    private final Optional<DivergenceChecks> checks;

    /**
     * At iteration 0, with G's parameters drawn from {@code random.split("generator")}. Owns the objective.
     *
     * @throws IllegalArgumentException if the objective's target does not live in R^d, and the settings say another
     *     scale than 1 or checks, which do; the objective is closed then
     */
    public AlternatingTraining(
            AlternatingSettings settings, GeneratorObjective objective, RandomStream random, Compute compute) {
        super(settings.iterations(), random);
        Optional<FisherBound> bound;
        try {
            if (settings.scale() != 1) {
                Euclidean.require(objective.target(), "scaling by " + settings.scale());
            }
            bound = settings.check().map(check -> new FisherBound(objective.target(), objective.noise(), compute));
        } catch (IllegalArgumentException e) {
            objective.close();
            throw e;
        }
        this.settings = settings;
        this.objective = objective;
        this.compute = compute;
        GeneratorSettings g = settings.generator();
        int d = objective.target().dimension();
        this.network = g.network()
                .create(
                        g.latent() == 0 ? d : g.latent(),
                        d,
                        compute.dtype(),
                        random.split("generator").generator());
        Space space = objective.target().space();
        Parameters parameters = part("generator", network.parameters());
        this.generator = new Generator(network, space, 1, compute);
        this.average = part("average", new MovingAverage(parameters, g.averaging()));
        this.averaged = new Generator(network.with(average.average()), space, settings.scale(), compute);
        this.descent = part(
                "adam", new Descent("generator loss", parameters, new Adam(parameters, g.adam()), compute.workers()));
        part("objective", objective);
        this.checks = settings.check()
                .map(check -> part(
                        "checks",
                        new DivergenceChecks(
                                check,
                                bound.orElseThrow(),
                                new Generator(averaged.network(), space, 1, compute),
                                settings.scale(),
                                random.split("check"),
                                this::iteration)));
    }

    @Override
    protected StepInfo step(long iteration, RandomStream now) {
        StepInfo fit = new StepInfo(Map.of());
        for (int k = 0; k < settings.scoreSteps(); k++) {
            fit = fit(iteration, now.split(k));
        }
        double loss = descend(iteration, now.split(settings.scoreSteps()));
        StepInfo info = objective.report(iteration, StepInfo.of("loss", loss));
        checks.ifPresent(c -> c.stepped(iteration + 1, iterations()));
        return info.with("score", fit);
    }

    /** One fit of the score estimate to fresh draws. */
    private StepInfo fit(long iteration, RandomStream random) {
        try (Scope scope = Scope.open()) {
            Tensor x = generator.draw(settings.batch(), random.split("draw")).points();
            return objective.fit(iteration, x, random);
        }
    }

    /** One step of the generator; the mean loss. */
    private double descend(long iteration, RandomStream random) {
        try (Scope scope = Scope.open()) {
            GeneratorObjective.RowLoss rowLoss = objective.loss(
                    iteration, () -> generator.draw(settings.batch(), random).points(), random);
            // theta flows through x only
            double loss = descent.step(
                    settings.batch(), random, (rows, r) -> rowLoss.perRow(rows, generator.points(rows, r), r));
            average.update(network.parameters(), compute.workers());
            return loss;
        }
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
    public void close() {
        objective.close();
    }
}
