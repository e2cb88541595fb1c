package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.CountedTarget;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.EvaluationCounter;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Metric;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.SavedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The components of a cell, made and known to fit together, at work: what fails names the component, and draws that are
 * not finite are a failure.
 *
 * @param cell what it is made from
 * @param target what is sampled
 * @param sampler what is trained
 * @param corrector what moves the draws afterwards
 * @param metrics what measures them, in the cell's order
 * @param data files that the target was made from
 */
public record Composition(
        Cell cell,
        Target target,
        ImplicitSampler sampler,
        Optional<Corrector> corrector,
        List<Metric> metrics,
        List<Path> data) {
    /** Copies the lists. */
    public Composition {
        metrics = List.copyOf(metrics);
        data = List.copyOf(data);
    }

    /** The same, with the evaluations of its target counted. */
    Composition counted(EvaluationCounter counter) {
        return target instanceof DensityTarget density
                ? new Composition(cell, CountedTarget.of(density, counter), sampler, corrector, metrics, data)
                : this;
    }

    /**
     * What the metric at this place is given as target: one that does not need the density, which may know the target's
     * class, is given that itself.
     */
    Target target(int i) {
        return target instanceof CountedTarget counted && !metric(i).needs().contains(Metric.Need.DENSITY)
                ? counted.target()
                : target;
    }

    /** The rows that the target holds out, if it is a data set. */
    public Optional<Tensor> heldOutRows() {
        return target instanceof DataTarget data
                ? new Named("target '" + cell.target().name() + "': ").call(data::heldOutRows)
                : Optional.empty();
    }

    /** A training from its beginning; the caller's to close. */
    Training start(RandomStream random) {
        Named name = onTarget("sampler", cell.sampler().name());
        return new NamedTraining(name.ask(() -> sampler.start(target, random)), name);
    }

    /** Number of trained numbers that a sampler draws with, where it says. */
    OptionalLong parameters(TrainedSampler trained) {
        return onTarget("sampler", cell.sampler().name()).call(trained::parameters);
    }

    /** What the trained sampler draws by, where it can be stored apart from its training. */
    Optional<State> saved(TrainedSampler trained) {
        return onTarget("sampler", cell.sampler().name()).call(trained::saved);
    }

    /**
     * The trained sampler that was {@link #saved}.
     *
     * @throws InputException if the state is not that of a sampler of this method
     */
    TrainedSampler load(State saved, Workers workers) {
        return onTarget("sampler", cell.sampler().name())
                .ask(() -> sampler.load(saved).orElseGet(() -> SavedSampler.load(saved, workers)));
    }

    /** Draws of the trained sampler. */
    Draws draw(TrainedSampler trained, int n, RandomStream random) {
        return onTarget("sampler", cell.sampler().name()).draws(n, target.dimension(), () -> trained.draw(n, random));
    }

    /** What the sampler's weighted draws are worth. */
    double effectiveSampleSize(Draws draws) {
        return onTarget("sampler", cell.sampler().name()).ask(draws::effectiveSampleSize);
    }

    /** Draws moved by the corrector, which must be there. */
    Correction correct(Draws draws, RandomStream random) {
        var named = new NamedCorrector(
                corrector.orElseThrow(),
                onTarget("corrector", cell.corrector().orElseThrow().name()));
        return named.correct((DensityTarget) target, draws, random);
    }

    /** What a training's checks gave, with a fresh one of what is drawn from. */
    SelfCheckReport check(SelfChecks checks, RandomStream random) {
        return onTarget("check of sampler", cell.sampler().name()).call(() -> SelfCheckReport.of(checks, random));
    }

    /** A set of draws to measure against. */
    Draws reference(ReferenceDraws sets, int n, int index) {
        return new Named("target '" + cell.target().name() + "': " + sets.label() + ": ")
                .finite(() -> sets.set(n, index));
    }

    /** The metric at this place of the cell's list. */
    NamedMetric metric(int i) {
        return new NamedMetric(
                metrics.get(i), new Named("metric '" + cell.metrics().get(i).name() + "': "));
    }

    /** The target at work. */
    Named onTarget(String what) {
        return new Named("the " + what + " of target '" + cell.target().name() + "': ");
    }

    private Named onTarget(String kind, String component) {
        return new Named(
                kind + " '" + component + "' on target '" + cell.target().name() + "': ");
    }
}
