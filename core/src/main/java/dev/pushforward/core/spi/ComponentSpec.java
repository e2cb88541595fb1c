package dev.pushforward.core.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/** A component chosen by name, with all its settings checked and complete: ready to be created, or written down. */
public record ComponentSpec(ComponentKind kind, String name, Settings settings) {
    /** The plain form, {@code {name: ..., setting: value, ...}}, defaults included: reading it back gives this spec. */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.putAll(settings.toMap());
        return map;
    }
}
