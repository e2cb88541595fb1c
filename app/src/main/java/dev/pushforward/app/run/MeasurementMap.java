package dev.pushforward.app.run;

import dev.pushforward.core.Measurement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The plain form of a measurement, as it stands in the files of a run. */
final class MeasurementMap {
    private MeasurementMap() {}

    static Map<String, Object> of(Measurement m) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", m.name());
        map.put("value", m.value());
        m.standardError().ifPresent(e -> map.put("standardError", e));
        map.put("unit", m.unit());
        map.put("better", m.better().name().toLowerCase(Locale.ROOT));
        if (m.bound() != Measurement.Bound.NONE) {
            map.put("bound", m.bound().name().toLowerCase(Locale.ROOT));
        }
        m.truth().ifPresent(t -> map.put("truth", t));
        return map;
    }

    static Measurement measurement(Map<?, ?> map) {
        return new Measurement(
                text(map, "name"),
                number(map.get("value")),
                optional(map.get("standardError")),
                text(map, "unit"),
                Measurement.Better.valueOf(text(map, "better").toUpperCase(Locale.ROOT)),
                map.containsKey("bound")
                        ? Measurement.Bound.valueOf(text(map, "bound").toUpperCase(Locale.ROOT))
                        : Measurement.Bound.NONE,
                optional(map.get("truth")));
    }

    /** JSON has no NaN: it is written as the text, and read back from it. */
    static double number(Object raw) {
        return raw instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(raw));
    }

    private static OptionalDouble optional(Object raw) {
        return raw == null ? OptionalDouble.empty() : OptionalDouble.of(number(raw));
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }
}
