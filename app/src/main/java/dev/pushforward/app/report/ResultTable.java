package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Comparison;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.spi.ComponentSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of a run: for each cell and measurement the value before and after correction (mean and standard deviation over replicates), the
 * published number where there is one, and the floor.
 */
public final class ResultTable {
    static final List<String> HEADER = List.of(
            "row", "column", "measurement", "better", "drawn", "corrected", "published, drawn", "published, corrected", "floor", "last stage from floor");

    private ResultTable() {}

    /** What belongs in one line: all replicates of one measurement of one cell. */
    private record Key(String row, String column, int index, String name) {}

    /** The table of these results. */
    public static Table of(Experiment experiment, List<Result> results) {
        return new Table(HEADER, lines(experiment, results));
    }

    /** Its lines: as many texts each as {@link #HEADER} has. */
    static List<List<String>> lines(Experiment experiment, List<Result> results) {
        Map<Key, List<Result>> lines = results.stream()
                .collect(Collectors.groupingBy(
                        r -> new Key(r.row(), r.column(), r.index(), r.measurement().name()), LinkedHashMap::new, Collectors.toList()));
        Map<String, Long> metricsOfName = lines.keySet().stream()
                .collect(Collectors.groupingBy(Key::name, Collectors.mapping(Key::index, Collectors.collectingAndThen(Collectors.toSet(), s -> (long) s.size()))));
        var rows = new ArrayList<List<String>>();
        lines.forEach((key, all) -> {
            String label = metricsOfName.get(key.name()) > 1 ? key.name() + " [" + key.index() + "]" : key.name();
            rows.add(line(key, label, all, experiment.comparison()));
        });
        return rows;
    }

    /** What the measurements are: the metrics with their settings, what they were measured against, and whose the published numbers are. */
    public static List<String> notes(Experiment experiment, List<Result> results) {
        var notes = new LinkedHashSet<String>();
        for (var cell : experiment.cells()) {
            for (int i = 0; i < cell.metrics().size(); i++) {
                notes.add("[" + (i + 1) + "] " + settings(cell.metrics().get(i)));
            }
        }
        for (Result r : results) {
            if (!r.reference().isEmpty()) {
                notes.add("Measured against: " + r.reference() + ".");
            }
            if (r.floor().isPresent()) {
                notes.add("Floor: the same measurement on " + r.floor().get().repeats() + " pairs of independent sets of "
                        + Numbers.count(r.draws()) + " draws, " + r.reference() + "; mean ± standard deviation.");
            }
        }
        experiment.comparison().ifPresent(c -> notes.add("Published: " + c.name() + (c.note().isEmpty() ? "." : ". " + c.note())));
        return List.copyOf(notes);
    }

    /** A component with its settings on a line. */
    static String settings(ComponentSpec spec) {
        return spec.name()
                + spec.settings().toMap().entrySet().stream()
                        .map(e -> e.getKey() + " = " + (e.getValue() instanceof Map<?, ?> m ? m.get("name") : e.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"))
                        .replace(" ()", "");
    }

    private static List<String> line(Key key, String label, List<Result> results, Optional<Comparison> comparison) {
        Result first = results.getFirst();
        Optional<Floor> floor = first.floor();
        boolean published = comparison.isPresent() && comparison.get().metric().equals(key.name());
        return List.of(
                key.row(),
                key.column(),
                label,
                better(first.measurement()),
                value(results, Stage.DRAWN),
                value(results, Stage.CORRECTED),
                published ? published(comparison.get(), key, Stage.DRAWN) : "",
                published ? published(comparison.get(), key, Stage.CORRECTED) : "",
                floor.map(f -> Numbers.text(f.mean(), f.sd())).orElse(""),
                floor.map(f -> fromFloor(results, f)).orElse(""));
    }

    private static String better(Measurement m) {
        return switch (m.better()) {
            case LOWER -> "lower";
            case HIGHER -> "higher";
            case NEARER -> m.truth().isPresent() ? "near " + Numbers.text(m.truth().getAsDouble()) : "nearer";
        };
    }

    private static double[] values(List<Result> results, Stage stage) {
        return results.stream().filter(r -> r.stage() == stage).mapToDouble(r -> r.measurement().value()).toArray();
    }

    private static String value(List<Result> results, Stage stage) {
        Stats values = Stats.of(values(results, stage));
        return switch ((int) values.count()) {
            case 0 -> "";
            case 1 -> Numbers.text(values.mean());
            default -> Numbers.text(values.mean(), values.sampleStandardDeviation());
        };
    }

    private static String published(Comparison comparison, Key key, Stage stage) {
        return comparison.find(key.row(), key.column(), stage).map(v -> Numbers.text(v.mean(), v.sd())).orElse("");
    }

    private static String fromFloor(List<Result> results, Floor floor) {
        double[] last = Arrays.stream(new Stage[] {Stage.CORRECTED, Stage.DRAWN}).map(s -> values(results, s)).filter(v -> v.length > 0).findFirst().orElseThrow();
        return floor.sd() == 0 ? "" : String.format(Locale.ROOT, "%+.1f sd", (Stats.meanOf(last) - floor.mean()) / floor.sd());
    }
}
