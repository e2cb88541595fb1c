package dev.pushforward.app.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Published numbers that a table is printed beside.
 *
 * @param name where they were published
 * @param metric the measurement they are of, e.g. {@code mmd}
 * @param note what a reader must know to compare, e.g. that the kernel was not stated; may be empty
 * @param values the numbers
 */
public record Comparison(String name, String metric, String note, List<Value> values) {
    /** Copies the list. */
    public Comparison {
        values = List.copyOf(values);
    }

    /**
     * One published number.
     *
     * @param row row of the table
     * @param column column of the table
     * @param stage which draws it is of
     * @param mean the number
     * @param sd its published standard deviation
     */
    public record Value(String row, String column, Stage stage, double mean, double sd) {}

    /** The published number of a field, if there is one. */
    public Optional<Value> find(String row, String column, Stage stage) {
        return values.stream()
                .filter(v -> v.row().equals(row) && v.column().equals(column) && v.stage() == stage)
                .findFirst();
    }

    /** The plain form that reads back as this comparison. */
    Map<String, Object> toMap() {
        var rows = new LinkedHashMap<String, Map<String, Map<String, Object>>>();
        for (Value v : values) {
            rows.computeIfAbsent(v.row(), r -> new LinkedHashMap<>())
                    .computeIfAbsent(v.column(), c -> new LinkedHashMap<>())
                    .put(v.stage().key(), List.of(v.mean(), v.sd()));
        }
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("metric", metric);
        map.put("note", note);
        map.put("values", rows);
        return map;
    }
}
