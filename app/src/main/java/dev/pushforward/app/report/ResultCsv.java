package dev.pushforward.app.report;

import dev.pushforward.app.experiment.Comparison;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * The measurements of a run for other programs: a line for each cell, measurement and stage, numbers in full, empty
 * where there is none.
 */
final class ResultCsv {
    private ResultCsv() {}

    /** Writes the file, of one result or more. */
    static void write(Path file, Experiment experiment, List<Result> results) throws IOException {
        List<Map<String, Object>> lines =
                Entry.of(experiment, results).stream().map(ResultCsv::line).toList();
        var schema = CsvSchema.builder();
        lines.getFirst().keySet().forEach(schema::addColumn);
        AtomicFile.write(
                file, new CsvMapper().writer(schema.build().withHeader()).writeValueAsString(lines));
    }

    private static Map<String, Object> line(Entry e) {
        var line = new LinkedHashMap<String, Object>();
        line.put("row", e.row());
        line.put("column", e.column());
        line.put("measurement", e.label());
        line.put("stage", e.stage().key());
        line.put("better", e.like().better().name().toLowerCase(Locale.ROOT));
        line.put("truth", boxed(e.like().truth()));
        line.put("replicates", e.values().count());
        line.put("mean", e.values().mean());
        line.put("sd", e.values().count() > 1 ? e.values().sampleStandardDeviation() : null);
        line.put("standard_error", boxed(e.standardError()));
        line.put("floor_mean", e.floor().map(Floor::mean).orElse(null));
        line.put("floor_sd", e.floor().map(Floor::sd).orElse(null));
        line.put("floor_pairs", e.floor().map(Floor::repeats).orElse(null));
        line.put("floor_t", e.fromFloor().map(FromFloor::t).orElse(null));
        line.put("floor_p", e.fromFloor().map(FromFloor::p).orElse(null));
        line.put("published_mean", e.published().map(Comparison.Value::mean).orElse(null));
        line.put("published_sd", e.published().map(Comparison.Value::sd).orElse(null));
        line.put("verdict", e.verdict().map(Verdict::toString).orElse(null));
        Measurement.Bound bound = e.like().bound();
        line.put("bound", bound == Measurement.Bound.NONE ? null : bound.name().toLowerCase(Locale.ROOT));
        line.put("error", e.contradictsTruth() ? "wrong-side" : null);
        return line;
    }

    private static Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
