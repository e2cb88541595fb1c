package dev.pushforward.app.report;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.spi.ComponentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The metrics of a table with their settings, numbered: a number stands behind each measurement, and its note under the
 * table. Metrics with the same settings share a number.
 */
final class Footnotes {
    private final List<String> metrics = new ArrayList<>();

    /** Of the metrics of these experiments, in their order. */
    Footnotes(List<Experiment> experiments) {
        experiments.stream()
                .flatMap(e -> e.cells().stream())
                .flatMap(cell -> cell.metrics().stream())
                .map(Footnotes::settings)
                .distinct()
                .forEach(metrics::add);
    }

    /** What stands behind a measurement, e.g. {@code " [2]"}; nothing behind what no metric of the experiment gave. */
    String marker(Experiment experiment, Entry entry) {
        if (Result.isOwn(entry.metric())) {
            return "";
        }
        Cell cell = experiment.cells().stream()
                .filter(c -> c.row().equals(entry.row()) && c.column().equals(entry.column()))
                .findFirst()
                .orElseThrow();
        return " [" + (1 + metrics.indexOf(settings(cell.metrics().get(entry.index() - 1)))) + "]";
    }

    /** The notes, each with its number. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        for (String metric : metrics) {
            texts.add("[" + (texts.size() + 1) + "] " + metric);
        }
        return texts;
    }

    /** A metric with its settings on a line. */
    private static String settings(ComponentSpec spec) {
        return spec.name()
                + spec.settings().toMap().entrySet().stream()
                        .map(e -> e.getKey() + " = "
                                + (e.getValue() instanceof Map<?, ?> m ? m.get("name") : e.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"))
                        .replace(" ()", "");
    }
}
