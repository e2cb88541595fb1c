package dev.pushforward.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one step of training reports: named numbers such as {@code loss} or {@code acceptance}, in a fixed order. Never
 * needed by the next step.
 */
public record StepInfo(Map<String, Double> values) {
    /** Copies the map, keeping its order. */
    public StepInfo {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A report of one number. */
    public static StepInfo of(String name, double value) {
        return new StepInfo(Map.of(name, value));
    }

    /** This report and one more number. */
    public StepInfo with(String name, double value) {
        var all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new StepInfo(all);
    }

    /** This report and another one whose names get a prefix, e.g. {@code score.loss}. */
    public StepInfo with(String prefix, StepInfo other) {
        var all = new LinkedHashMap<>(values);
        other.values.forEach((name, value) -> all.put(prefix + "." + name, value));
        return new StepInfo(all);
    }
}
