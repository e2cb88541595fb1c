package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.core.Checks;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The components of a cell, made and known to fit together, at work: what fails names the component, and draws that are not finite are a failure.
 *
 * @param cell what it is made from
 * @param target what is sampled
 * @param sampler what is trained
 * @param corrector what moves the draws afterwards
 * @param metrics what measures them, in the cell's order
 */
public record Composition(Cell cell, Target target, ImplicitSampler sampler, Optional<Corrector> corrector, List<Metric> metrics) {
    /** Copies the list. */
    public Composition {
        metrics = List.copyOf(metrics);
    }

    /** A training from its beginning; the caller's to close. */
    Training start(RandomStream random) {
        Blame blame = onTarget("sampler", cell.sampler().name());
        return new NamedTraining(blame.on(() -> sampler.start(target, random)), blame);
    }

    /** Draws of the trained sampler. */
    Draws draw(TrainedSampler trained, int n, RandomStream random) {
        Blame blame = onTarget("sampler", cell.sampler().name());
        return finite(blame.on(() -> trained.draw(n, random)), blame);
    }

    /** Draws moved by the corrector, which must be there. */
    Correction correct(Draws draws, RandomStream random) {
        Blame blame = onTarget("corrector", cell.corrector().orElseThrow().name());
        Correction moved = blame.on(() -> corrector.orElseThrow().correct((DensityTarget) target, draws, random));
        finite(moved.draws(), blame);
        return moved;
    }

    /** What a training's checks gave, with a fresh one of what is drawn from. */
    CheckReport check(Checks checks, RandomStream random) {
        return onTarget("check of sampler", cell.sampler().name()).on(() -> CheckReport.of(checks, random));
    }

    /** A set of draws to measure against. */
    Draws reference(ReferenceDraws sets, int n, int index) {
        Blame blame = new Blame("target '" + cell.target().name() + "': " + sets.label() + ": ");
        return finite(blame.on(() -> sets.set(n, index)), blame);
    }

    /** The metric at this place of the cell's list. */
    Metric metric(int i) {
        return new NamedMetric(metrics.get(i), new Blame("metric '" + cell.metrics().get(i).name() + "': "));
    }

    private Blame onTarget(String kind, String name) {
        return new Blame(kind + " '" + name + "' on target '" + cell.target().name() + "': ");
    }

    private static Draws finite(Draws draws, Blame blame) {
        Tensor x = draws.points();
        if (!x.isFinite()) {
            for (int i = 0; i < x.size(0); i++) {
                if (!x.row(i).isFinite()) {
                    throw new DivergenceException(blame.who() + "the draw in row " + i + " is " + Arrays.toString(x.row(i).toDoubleArray()));
                }
            }
        }
        return draws;
    }
}
