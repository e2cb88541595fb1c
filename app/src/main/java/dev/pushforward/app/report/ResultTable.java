package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Comparison;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.spi.NearestName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The table of a run: for each cell and measurement the value before and after correction (mean and standard deviation
 * over replicates), the published number with a verdict where there is one, and the floor.
 */
public final class ResultTable {
    static final List<String> HEADER = List.of(
            "row",
            "column",
            "measurement",
            "better",
            "drawn",
            "corrected",
            "published, drawn",
            "published, corrected",
            "verdict, drawn",
            "verdict, corrected",
            "floor",
            "from floor, drawn",
            "from floor, corrected");

    private ResultTable() {}

    /** The table of these results. */
    public static Table of(Experiment experiment, List<Result> results) {
        return new Table(HEADER, lines(experiment, results, new Footnotes(List.of(experiment))));
    }

    /** Its lines: as many texts each as {@link #HEADER} has. */
    static List<List<String>> lines(Experiment experiment, List<Result> results, Footnotes footnotes) {
        return Entry.of(experiment, results).stream()
                .collect(Collectors.groupingBy(Entry::line, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(stages -> line(stages, footnotes.marker(experiment, stages.getFirst())))
                .toList();
    }

    /**
     * What the measurements are: the metrics with their settings, what they were measured against, and whose the
     * published numbers are.
     */
    public static List<String> notes(Experiment experiment, List<Result> results) {
        return notes(experiment.comparison(), results, new Footnotes(List.of(experiment)));
    }

    /** What the measurements of several experiments are, which are compared with the same published numbers. */
    static List<String> notes(Optional<Comparison> comparison, List<Result> results, Footnotes footnotes) {
        var notes = new LinkedHashSet<>(BoundNotes.of(results));
        notes.addAll(footnotes.texts());
        if (results.stream().anyMatch(r -> r.measurement().standardError().isPresent())) {
            notes.add("se: the standard error of one value, as its metric estimates it.");
        }
        for (Result r : results) {
            if (r.metric().equals(Result.CHECK) && r.measurement().name().equals("fisher")) {
                notes.add(SelfCheckNotes.MEANING);
            }
            if (!r.reference().isEmpty()) {
                notes.add("Measured against: " + r.reference() + ".");
            }
            if (r.floor().isPresent()) {
                notes.add("Floor: the same measurement on " + r.floor().get().repeats()
                        + " pairs of independent sets of " + Numbers.count(r.draws()) + " draws, " + r.reference()
                        + "; mean ± standard deviation.");
            }
        }
        notes.addAll(SupportNotes.of(results));
        notes.addAll(WeightNotes.of(results));
        String references = results.stream()
                .filter(r -> r.floor().isPresent())
                .map(Result::reference)
                .distinct()
                .collect(Collectors.joining(" or "));
        if (!references.isEmpty()) {
            notes.add(FromFloor.rule(references));
        }
        comparison.ifPresent(c -> {
            notes.add("Published: " + c.name() + (c.note().isEmpty() ? "." : ". " + c.note()));
            List<String> measured =
                    results.stream().map(r -> r.measurement().name()).distinct().toList();
            boolean nothing = !measured.isEmpty() && !measured.contains(c.metric());
            notes.add(
                    nothing
                            ? "compare.metric is '" + c.metric()
                                    + "', but no measurement has this name, so no published numbers are shown."
                                    + NearestName.hint(c.metric(), measured)
                                    + " Measured: " + String.join(", ", measured) + "."
                            : Verdict.RULE);
        });
        return List.copyOf(notes);
    }

    /** The line of a measurement's stages. */
    private static List<String> line(List<Entry> stages, String marker) {
        Entry first = stages.getFirst();
        return List.of(
                first.row(),
                first.column(),
                first.like().name() + marker,
                better(first.like()),
                text(stages, Stage.DRAWN, ResultTable::value),
                text(stages, Stage.CORRECTED, ResultTable::value),
                text(stages, Stage.DRAWN, ResultTable::published),
                text(stages, Stage.CORRECTED, ResultTable::published),
                text(stages, Stage.DRAWN, ResultTable::verdict),
                text(stages, Stage.CORRECTED, ResultTable::verdict),
                first.floor().map(f -> Numbers.text(f.mean(), f.sd())).orElse(""),
                text(stages, Stage.DRAWN, ResultTable::fromFloor),
                text(stages, Stage.CORRECTED, ResultTable::fromFloor));
    }

    /** What there is to say of a stage; nothing of one that was not measured. */
    private static String text(List<Entry> stages, Stage stage, Function<Entry, String> text) {
        return stages.stream()
                .filter(e -> e.stage() == stage)
                .map(text)
                .findFirst()
                .orElse("");
    }

    private static String better(Measurement m) {
        String truth = m.truth().isPresent() ? Numbers.text(m.truth().getAsDouble()) : "";
        String limit =
                switch (m.bound()) {
                    case NONE -> "";
                    case LOWER_BOUND -> truth.isEmpty() ? "" : ", at most " + truth;
                    case UPPER_BOUND -> truth.isEmpty() ? "" : ", at least " + truth;
                };
        return switch (m.better()) {
            case LOWER -> "lower" + limit;
            case HIGHER -> "higher" + limit;
            case NEARER -> (truth.isEmpty() ? "nearer" : "near " + truth) + limit;
        };
    }

    private static String value(Entry entry) {
        Stats values = entry.values();
        String text = values.count() == 1
                ? Numbers.text(values.mean())
                : Numbers.text(values.mean(), values.sampleStandardDeviation());
        return entry.standardError().isPresent()
                ? text + " (se " + Numbers.text(entry.standardError().getAsDouble()) + ")"
                : text;
    }

    private static String published(Entry entry) {
        return entry.published().map(v -> Numbers.text(v.mean(), v.sd())).orElse("");
    }

    private static String verdict(Entry entry) {
        return entry.verdict().map(Verdict::toString).orElse("");
    }

    private static String fromFloor(Entry entry) {
        return entry.fromFloor().map(FromFloor::toString).orElse("");
    }
}
