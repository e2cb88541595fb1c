package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.EvaluationCounter;
import dev.pushforward.core.EvaluationCounts;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Measures the draws of a run's parts, and their floors, which cells with the same target and metrics share. */
final class Measures {
    private final RunSettings run;
    private final Compute compute;
    private final Map<List<Object>, Floors> known = new HashMap<>();

    /**
     * The floors of a cell's metrics.
     *
     * @param of of each metric's measurements, nothing of one that has none; empty where there is no reference to draw
     *     sets from
     * @param made evaluations of the target that they took
     */
    record Floors(List<List<Floor>> of, EvaluationCounts made) {
        static final Floors NONE = new Floors(List.of(), EvaluationCounts.NONE);
    }

    Measures(RunSettings run, Compute compute) {
        this.run = run;
        this.compute = compute;
    }

    /**
     * Measures the draws of a sampler before and after correction, against a set of reference draws; floors are those
     * of each metric's measurements, or none.
     */
    List<Result> of(
            Part part,
            Composition c,
            TrainedSampler sampler,
            Map<Stage, Draws> draws,
            Optional<ReferenceDraws> reference,
            Optional<Draws> set,
            RandomStream random,
            List<List<Floor>> floors,
            Stages stages) {
        var results = new ArrayList<Result>();
        Cell cell = c.cell();
        String label = reference.map(ReferenceDraws::label).orElse("");
        for (var stage : draws.entrySet()) {
            for (int i = 0; i < c.metrics().size(); i++) {
                Draws x = stage.getValue();
                Draws y = set.orElseGet(() -> Draws.of(Tensor.zeros(x.points().dtype(), 0, x.dimension())));
                NamedMetric named = c.metric(i);
                var subject = new Subject(x, c.target(i), y, Optional.of(sampler));
                RandomStream own = random.split(stage.getKey().key()).split(i);
                boolean floored = !floors.isEmpty() && hasFloor(named);
                String what = "measuring " + cell.metrics().get(i).name();
                List<Measurement> measured = stages.run(part.name(), what, () -> named.measure(subject, own));
                if (floored && floors.get(i).size() != measured.size()) {
                    throw new TrainingException(c.metric(i).name().who() + "gave " + measured.size()
                            + " numbers for these draws and " + floors.get(i).size()
                            + " for sets of " + label + ": which it gives must not depend on the draws");
                }
                for (int k = 0; k < measured.size(); k++) {
                    Optional<Floor> floor = floored ? Optional.of(floors.get(i).get(k)) : Optional.empty();
                    String metric = cell.metrics().get(i).name();
                    results.add(new Result(
                            cell.row(),
                            cell.column(),
                            part.replicate(),
                            stage.getKey(),
                            i + 1,
                            metric,
                            measured.get(k),
                            x.count(),
                            label,
                            floor));
                }
            }
        }
        return results;
    }

    /** Exact draws have no weights, so what needs some has no floor. */
    private static boolean hasFloor(NamedMetric metric) {
        return !metric.needs().contains(Metric.Need.WEIGHTS);
    }

    /** What the weighted draws of each stage are worth; nothing of equally weighted ones. */
    List<Result> worth(Part part, Composition c, Map<Stage, Draws> draws) {
        var results = new ArrayList<Result>();
        draws.forEach((stage, x) -> {
            if (x.logWeights().isPresent()) {
                results.add(Result.worth(c.effectiveSampleSize(x), c.cell(), part.replicate(), stage, x.count()));
            }
        });
        return results;
    }

    /**
     * The share of the draws of each stage that lie outside the target's support; nothing of a target without a
     * density.
     */
    List<Result> support(Part part, Composition c, Map<Stage, Draws> draws, Stages stages) {
        var results = new ArrayList<Result>();
        if (c.target() instanceof DensityTarget density) {
            draws.forEach((stage, x) -> {
                Measurement share =
                        stages.run(part.name(), "measuring " + OutsideSupport.NAME, () -> c.onTarget("density")
                                .call(() -> OutsideSupport.measure(x, density, compute)));
                results.add(Result.support(share, c.cell(), part.replicate(), stage, x.count()));
            });
        }
        return results;
    }

    /**
     * The floors of each metric's measurements for sets of n draws; none where there is no reference to draw sets from.
     */
    Floors floors(Composition c, Optional<ReferenceDraws> reference, int n, Stages stages) {
        List<Object> key = List.of(
                n,
                c.cell().target().toMap(),
                c.cell().metrics().stream().map(m -> m.toMap()).toList());
        return known.computeIfAbsent(
                key, k -> reference.map(sets -> measured(c, sets, n, stages)).orElse(Floors.NONE));
    }

    private Floors measured(Composition c, ReferenceDraws sets, int n, Stages stages) {
        int repeats = Math.min(run.floorRepeats(), sets.sets(n) / 2);
        if (repeats < 2) {
            return Floors.NONE;
        }
        var counter = new EvaluationCounter();
        Composition counted = c.counted(counter);
        // sets no replicate is measured against, where there are enough
        int first = sets.sets(n) - run.replicates() >= 2 * repeats ? run.replicates() : 0;
        var floors = new ArrayList<List<Floor>>();
        for (int i = 0; i < c.metrics().size(); i++) {
            NamedMetric metric = c.metric(i);
            Target target = counted.target(i);
            RandomStream own = Streams.floor(run).split(i);
            IntFunction<Draws> set = index -> c.reference(sets, n, first + index);
            if (!hasFloor(metric)) {
                floors.add(List.of());
                continue;
            }
            String what = "measuring the floor of " + c.cell().metrics().get(i).name();
            floors.add(stages.run("", what, () -> Floor.of(metric, target, repeats, set, own)));
        }
        return new Floors(floors, counter.total());
    }
}
