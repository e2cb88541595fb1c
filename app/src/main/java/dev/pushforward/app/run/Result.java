package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One measured number of a run: a line of {@code metrics.jsonl}.
 *
 * @param row row of the table, or empty
 * @param column column of the table, or empty
 * @param replicate which training, from 1
 * @param stage which draws
 * @param index place of the metric in the cell's list, from 1; what the run adds of itself stands behind it
 * @param metric name of the metric
 * @param measurement what it gave
 * @param draws number of draws measured
 * @param reference what they were measured against, or empty
 * @param floor the same measurement on exact draws
 */
public record Result(
        String row,
        String column,
        int replicate,
        Stage stage,
        int index,
        String metric,
        Measurement measurement,
        int draws,
        String reference,
        Optional<Floor> floor) {
    /** What stands as the metric of a training's own checks. */
    public static final String CHECK = "check";
    /** What stands as the metric of the share of draws outside the target's support. */
    public static final String SUPPORT = "support";

    /** What stands as the metric of what weighted draws are worth. */
    public static final String WORTH = "weights";

    /** What weighted draws are worth: how many equally weighted ones. */
    static Result worth(double effectiveSampleSize, Cell cell, int replicate, Stage stage, int draws) {
        var measurement = new Measurement(
                "effective-sample-size",
                effectiveSampleSize,
                OptionalDouble.empty(),
                "draws",
                Measurement.Better.HIGHER,
                OptionalDouble.empty());
        return new Result(
                cell.row(),
                cell.column(),
                replicate,
                stage,
                cell.metrics().size() + 3,
                WORTH,
                measurement,
                draws,
                "",
                Optional.empty());
    }

    /** Whether no metric of the experiment gave this, but the run itself. */
    public static boolean isOwn(String metric) {
        return metric.equals(CHECK) || metric.equals(SUPPORT) || metric.equals(WORTH);
    }

    /** The share of draws outside the target's support. */
    static Result support(Measurement share, Cell cell, int replicate, Stage stage, int draws) {
        return new Result(
                cell.row(),
                cell.column(),
                replicate,
                stage,
                cell.metrics().size() + 2,
                SUPPORT,
                share,
                draws,
                "",
                Optional.empty());
    }

    /** The results of a training's own checks: the fresh one's, and what it was selected by. */
    static List<Result> of(SelfCheckReport checks, Cell cell, int replicate) {
        var results = new ArrayList<Result>();
        checks.fresh().measured().forEach(m -> results.add(check(m, checks.fresh(), cell, replicate)));
        checks.selected().ifPresent(best -> {
            Measurement criterion = best.criterion();
            results.add(check(criterion.named(criterion.name() + "-at-selection"), best, cell, replicate));
        });
        return results;
    }

    private static Result check(Measurement measurement, SelfCheck check, Cell cell, int replicate) {
        return new Result(
                cell.row(),
                cell.column(),
                replicate,
                Stage.DRAWN,
                cell.metrics().size() + 1,
                CHECK,
                measurement,
                check.draws(),
                "",
                Optional.empty());
    }

    /**
     * These without the shares outside the support of targets that none of the draws left: they are shown where there
     * is something to see.
     */
    public static List<Result> shown(List<Result> results) {
        Set<List<String>> left = results.stream()
                .filter(r -> r.metric.equals(SUPPORT) && r.measurement.value() > 0)
                .map(r -> List.of(r.row, r.column))
                .collect(Collectors.toSet());
        return results.stream()
                .filter(r -> !r.metric.equals(SUPPORT) || left.contains(List.of(r.row, r.column)))
                .toList();
    }

    /** The plain form. */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("row", row);
        map.put("column", column);
        map.put("replicate", replicate);
        map.put("stage", stage.key());
        map.put("index", index);
        map.put("metric", metric);
        map.putAll(MeasurementMap.of(measurement));
        map.put("draws", draws);
        map.put("reference", reference);
        floor.ifPresent(f -> {
            var plain = new LinkedHashMap<String, Object>();
            plain.put("mean", f.mean());
            plain.put("sd", f.sd());
            plain.put("repeats", f.repeats());
            map.put("floor", plain);
        });
        return map;
    }

    /** The result of a plain form. */
    static Result of(Map<String, Object> map) {
        Optional<Floor> floor = Optional.empty();
        if (map.get("floor") instanceof Map<?, ?> f) {
            floor = Optional.of(
                    new Floor(MeasurementMap.number(f.get("mean")), MeasurementMap.number(f.get("sd")), (int)
                            MeasurementMap.number(f.get("repeats"))));
        }
        return new Result(
                text(map, "row"),
                text(map, "column"),
                (int) MeasurementMap.number(map.get("replicate")),
                Stage.valueOf(text(map, "stage").toUpperCase(Locale.ROOT)),
                (int) MeasurementMap.number(map.get("index")),
                text(map, "metric"),
                MeasurementMap.measurement(map),
                (int) MeasurementMap.number(map.get("draws")),
                text(map, "reference"),
                floor);
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }
}
