package dev.pushforward.core.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns plain values (String, Boolean, Number, List, Map, as a configuration library gives them) into checked settings,
 * and collects every problem on the way instead of stopping at the first.
 */
public final class SettingsReader {
    private final ComponentRegistry registry;
    private final Function<String, String> origin;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A reader.
     *
     * @param registry where nested components are looked up
     * @param origin file and line of a path such as {@code sampler.score.hidden}; empty text where unknown
     */
    public SettingsReader(ComponentRegistry registry, Function<String, String> origin) {
        this.registry = registry;
        this.origin = origin;
    }

    /** What was found wrong so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Notes a problem. */
    public void problem(String path, String message) {
        problems.add(new Problem(path, origin.apply(path), message));
    }

    /** @throws SettingsException with all problems, if there is any */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /**
     * Settings from plain values; a value that is wrong is noted and replaced by the default, so that reading goes on.
     */
    public Settings read(List<Setting<?>> declared, Map<String, ?> given, String path) {
        List<String> names = Setting.names(declared);
        for (String key : given.keySet()) {
            if (!names.contains(key)) {
                problem(
                        join(path, key),
                        "unknown setting." + NearestName.hint(key, names)
                                + (names.isEmpty()
                                        ? " There are no settings here."
                                        : " Known here: " + String.join(", ", names) + "."));
            }
        }
        var values = new LinkedHashMap<Setting<?>, Object>();
        for (Setting<?> setting : declared) {
            values.put(setting, value(setting, given.get(setting.name()), join(path, setting.name())));
        }
        return new Settings(values);
    }

    /**
     * A component chosen by plain values: an object with {@code name} and settings, or the bare name.
     *
     * @return the checked choice; where the name is unknown a placeholder, with the problem noted
     */
    public ComponentSpec component(ComponentKind kind, Object given, String path) {
        var settings = new LinkedHashMap<String, Object>();
        Object name = given;
        if (given instanceof Map<?, ?> map) {
            map.forEach((k, v) -> settings.put(String.valueOf(k), v));
            name = settings.remove("name");
            if (name == null) {
                problem(
                        path,
                        "has no name: write " + path + " { name = ... }. Known: "
                                + String.join(", ", registry.names(kind)) + ".");
                return new ComponentSpec(kind, "", Settings.none());
            }
        }
        if (!(name instanceof String text)) {
            problem(
                    path,
                    "is " + Printable.value(name) + ": must be the name of a " + kind.key()
                            + ", or an object with a name");
            return new ComponentSpec(kind, "", Settings.none());
        }
        var found = registry.find(kind, text);
        if (found.isEmpty()) {
            problem(given instanceof Map ? join(path, "name") : path, registry.unknown(kind, text));
            return new ComponentSpec(kind, text, Settings.none());
        }
        try {
            return new ComponentSpec(kind, text, read(found.get().settings(), settings, path));
        } catch (BrokenComponentException e) {
            problem(given instanceof Map ? join(path, "name") : path, e.getMessage());
            return new ComponentSpec(kind, text, Settings.none());
        }
    }

    private Object value(Setting<?> setting, Object raw, String path) {
        if (setting.component().isPresent()) {
            return component(setting.component().get(), named(raw, setting.defaultText()), path);
        }
        if (raw == null) {
            return setting.defaultValue();
        }
        try {
            return setting.decode(raw);
        } catch (IllegalArgumentException wrong) {
            problem(
                    path,
                    "is " + Printable.value(raw) + ": " + wrong.getMessage()
                            + (wrong.getMessage().endsWith("?")
                                            || wrong.getMessage().endsWith(".")
                                    ? ""
                                    : ".") + " Default: " + setting.defaultText() + ".");
            return setting.defaultValue();
        }
    }

    /** What was given for a nested component: of the default's name where none is given. */
    private static Object named(Object raw, String defaultName) {
        if (raw instanceof Map<?, ?> map && !map.containsKey("name")) {
            var all = new LinkedHashMap<Object, Object>(map);
            all.put("name", defaultName);
            return all;
        }
        return raw == null ? defaultName : raw;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
