package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Comparison;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One measurement of one cell at one stage, over its replicates, and what it is to be seen beside.
 *
 * @param row row of the table, or empty
 * @param column column of the table, or empty
 * @param label the measurement; with the metric's place in the list where several metrics measure what bears the same
 *     name
 * @param stage which draws
 * @param metric name of the metric
 * @param index place of the metric in the cell's list, from 1
 * @param like the first replicate's measurement, for its direction, unit and truth
 * @param values over replicates
 * @param standardError of one value, as the metric estimates it: the root mean square over replicates; where it gives
 *     any
 * @param floor what exact draws give, where there are any: over all pairs of the runs that the values are of
 * @param published the published number, where there is one
 * @param contradictsTruth whether one of the values is a bound on the wrong side of the truth
 */
record Entry(
        String row,
        String column,
        String label,
        Stage stage,
        String metric,
        int index,
        Measurement like,
        Stats values,
        OptionalDouble standardError,
        Optional<Floor> floor,
        Optional<Comparison.Value> published,
        boolean contradictsTruth) {

    /** What belongs together but for the stage. */
    record Line(String row, String column, int index, String name) {}

    private record Key(String row, String column, int index, String name) {}

    /**
     * All entries of these results: cells and measurements in the order of the results, for each the stages in theirs.
     */
    static List<Entry> of(Experiment experiment, List<Result> results) {
        Map<Key, List<Result>> groups = results.stream()
                .collect(Collectors.groupingBy(
                        r -> new Key(
                                r.row(), r.column(), r.index(), r.measurement().name()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<String, Long> metricsOfName = groups.keySet().stream()
                .collect(Collectors.groupingBy(
                        Key::name, Collectors.mapping(Key::index, Collectors.collectingAndThen(Collectors.toSet(), s ->
                                (long) s.size()))));
        var entries = new ArrayList<Entry>();
        groups.forEach((key, group) -> {
            String label = metricsOfName.get(key.name()) > 1 ? key.name() + " [" + key.index() + "]" : key.name();
            for (Stage stage : Stage.values()) {
                List<Result> of = group.stream().filter(r -> r.stage() == stage).toList();
                if (!of.isEmpty()) {
                    entries.add(new Entry(
                            key.row(),
                            key.column(),
                            label,
                            stage,
                            of.getFirst().metric(),
                            key.index(),
                            of.getFirst().measurement(),
                            Stats.of(of.stream()
                                    .mapToDouble(r -> r.measurement().value())
                                    .toArray()),
                            standardError(of),
                            floor(of),
                            experiment
                                    .comparison()
                                    .filter(c -> c.metric().equals(key.name()))
                                    .flatMap(c -> c.find(key.row(), key.column(), stage)),
                            of.stream().anyMatch(r -> r.measurement().contradictsTruth())));
                }
            }
        });
        return entries;
    }

    private static OptionalDouble standardError(List<Result> of) {
        OptionalDouble meanSquare = of.stream()
                .flatMapToDouble(r -> r.measurement().standardError().stream())
                .map(e -> e * e)
                .average();
        return meanSquare.isPresent() ? OptionalDouble.of(Math.sqrt(meanSquare.getAsDouble())) : meanSquare;
    }

    /** The floor of these results over all of its pairs; the replicates of a run share theirs. */
    static Optional<Floor> floor(List<Result> of) {
        List<Floor> floors =
                of.stream().flatMap(r -> r.floor().stream()).distinct().toList();
        return floors.isEmpty() ? Optional.empty() : Optional.of(Floor.pooled(floors));
    }

    /** How far from the floor the values are, where there is one. */
    Optional<FromFloor> fromFloor() {
        return floor.map(f -> FromFloor.of(values, like.better(), f));
    }

    Line line() {
        return new Line(row, column, index, like.name());
    }

    /** What ours says beside the published number, where there is one. */
    Optional<Verdict> verdict() {
        return published.map(p -> Verdict.of(values, like.better(), like.truth().orElse(0), p, floor));
    }
}
