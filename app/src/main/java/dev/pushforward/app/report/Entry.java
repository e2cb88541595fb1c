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
import java.util.stream.Collectors;

/**
 * One measurement of one cell at one stage, over its replicates, and what it is to be seen beside.
 *
 * @param row row of the table, or empty
 * @param column column of the table, or empty
 * @param label the measurement; with the metric's place in the list where several metrics measure what bears the same name
 * @param stage which draws
 * @param like the first replicate's measurement, for its direction, unit and truth
 * @param values over replicates
 * @param floor what exact draws give, where there are any
 * @param published the published number, where there is one
 */
record Entry(
        String row,
        String column,
        String label,
        Stage stage,
        Measurement like,
        Stats values,
        Optional<Floor> floor,
        Optional<Comparison.Value> published) {

    /** What belongs together but for the stage. */
    record Line(String row, String column, String label) {}

    private record Key(String row, String column, int index, String name) {}

    /** All entries of these results: cells and measurements in the order of the results, for each the stages in theirs. */
    static List<Entry> of(Experiment experiment, List<Result> results) {
        Map<Key, List<Result>> groups = results.stream()
                .collect(Collectors.groupingBy(
                        r -> new Key(r.row(), r.column(), r.index(), r.measurement().name()), LinkedHashMap::new, Collectors.toList()));
        Map<String, Long> metricsOfName = groups.keySet().stream()
                .collect(Collectors.groupingBy(Key::name, Collectors.mapping(Key::index, Collectors.collectingAndThen(Collectors.toSet(), s -> (long) s.size()))));
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
                            of.getFirst().measurement(),
                            Stats.of(of.stream().mapToDouble(r -> r.measurement().value()).toArray()),
                            of.getFirst().floor(),
                            experiment.comparison().filter(c -> c.metric().equals(key.name())).flatMap(c -> c.find(key.row(), key.column(), stage))));
                }
            }
        });
        return entries;
    }

    Line line() {
        return new Line(row, column, label);
    }

    /** What ours says beside the published number, where there is one. */
    Optional<Verdict> verdict() {
        return published.map(p -> Verdict.of(values, like.better(), like.truth().orElse(0), p, floor));
    }
}
