package dev.pushforward.app.experiment;

import dev.pushforward.core.spi.ComponentSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One combination of components that an experiment trains and measures: the whole experiment, or one field of its
 * table.
 *
 * @param row name of the table's row; empty where the experiment is no table
 * @param column name of the table's column; empty where the experiment is no table
 * @param target what is sampled
 * @param sampler what is trained
 * @param corrector what moves the draws afterwards
 * @param metrics what measures draws, before and after correction
 */
public record Cell(
        String row,
        String column,
        ComponentSpec target,
        ComponentSpec sampler,
        Optional<ComponentSpec> corrector,
        List<ComponentSpec> metrics) {
    /** Copies the list. */
    public Cell {
        metrics = List.copyOf(metrics);
    }

    /** What messages call it: {@code row/column}, or nothing where the experiment is no table. */
    public String name() {
        return row.isEmpty() ? column : column.isEmpty() ? row : row + "/" + column;
    }

    /** The plain form that reads back as this cell. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        if (!row.isEmpty()) {
            map.put("row", row);
        }
        if (!column.isEmpty()) {
            map.put("column", column);
        }
        map.put("target", target.toMap());
        map.put("sampler", sampler.toMap());
        corrector.ifPresent(c -> map.put("corrector", c.toMap()));
        map.put("metrics", metrics.stream().map(ComponentSpec::toMap).toList());
        return map;
    }
}
