package dev.pushforward.core.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The typed view of a component's settings that a factory gets: every declared setting has a value that passed its
 * checks. Immutable.
 */
public final class Settings {
    private final Map<Setting<?>, Object> values;

    /** Values per declared setting, complete; made by {@link SettingsReader}. */
    Settings(Map<Setting<?>, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The settings of a component that has none. */
    public static Settings none() {
        return new Settings(Map.of());
    }

    /**
     * Settings from plain values without any registry; for library use and tests. Nested components cannot be given.
     *
     * @throws SettingsException with every problem: unknown keys with the nearest known name, wrong types, values out
     *     of range
     */
    public static Settings of(List<Setting<?>> declared, Map<String, ?> given) {
        var reader = new SettingsReader(null, path -> "");
        Settings settings = reader.read(declared, given, "");
        reader.throwIfAny();
        return settings;
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalArgumentException if the component did not declare it
     */
    @SuppressWarnings("unchecked") // the reader stores under each setting what that setting's decoder returned
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("setting '" + setting.name() + "' is not declared by this component");
        }
        return (T) value;
    }

    /** All values in plain form (String, Boolean, Number, List, Map), in the order of declaration. */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        values.forEach((setting, value) -> map.put(setting.name(), Setting.plain(value)));
        return map;
    }
}
