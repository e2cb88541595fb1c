package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;

/**
 * Lays configurations over each other by the rule of components. A component is its bare name, or an object of the name
 * and settings. Laid over a component of another name it replaces that with all its settings; laid over one of the same
 * name, or where one of the two has no name, it replaces single settings. Components among the settings follow the same
 * rule. Everything else is laid over as HOCON does.
 */
final class Layers {
    private static final String NAME = "name";
    private static final List<List<String>> COMPONENTS = List.of(
            List.of("target"), List.of("sampler"), List.of("corrector"), List.of("run", "reference", "corrector"));

    private final Config whole;

    /** Of an experiment, in which names are looked up that are substitutions. */
    Layers(Config whole) {
        this.whole = whole;
    }

    /** One configuration over another. */
    Config over(Config upper, Config lower) {
        Config out = upper.withFallback(lower);
        for (List<String> path : COMPONENTS) {
            Optional<ConfigValue> above = at(upper, path);
            Optional<ConfigValue> below = at(lower, path);
            if (above.isPresent() && below.isPresent()) {
                out = out.withValue(String.join(".", path), component(above.get(), below.get()));
            }
        }
        return out;
    }

    private ConfigValue component(ConfigValue upper, ConfigValue lower) {
        Optional<ConfigObject> above = named(upper);
        Optional<ConfigObject> below = named(lower);
        if (above.isEmpty() || below.isEmpty()) {
            return upper.withFallback(lower);
        }
        ConfigValue name = above.get().get(NAME);
        ConfigValue other = below.get().get(NAME);
        if (name != null && other != null && !name.equals(other)) {
            return upper;
        }
        ConfigObject out = above.get().withFallback(below.get());
        for (String key : above.get().keySet()) {
            ConfigValue setting = above.get().get(key);
            ConfigValue under = below.get().get(key);
            boolean component = under instanceof ConfigObject || setting instanceof ConfigObject && under != null;
            out = component ? out.withValue(key, component(setting, under)) : out;
        }
        return out;
    }

    /**
     * A component as an object whose name is no substitution; nothing where the value is no component, or is known in
     * its place only.
     */
    private Optional<ConfigObject> named(ConfigValue value) {
        ConfigValue known = known(value);
        if (isOpen(known)) {
            return Optional.empty();
        }
        if (known instanceof ConfigObject object) {
            return Optional.of(object.containsKey(NAME) ? object.withValue(NAME, known(object.get(NAME))) : object);
        }
        return known.valueType() == ConfigValueType.STRING
                ? Optional.of(known.atKey(NAME).root())
                : Optional.empty();
    }

    /** The value of a substitution; the substitution itself where it stands for nothing. */
    private ConfigValue known(ConfigValue value) {
        ConfigValue known = isOpen(value) ? Substitutions.resolved(value, whole) : value;
        return known == null ? value : known;
    }

    /** Whether what the value is, not only what is in it, depends on a substitution. */
    static boolean isOpen(ConfigValue value) {
        try {
            // both ask what it is
            return value instanceof ConfigObject object ? object.size() < 0 : value.valueType() == null;
        } catch (ConfigException.NotResolved e) {
            return true;
        }
    }

    private static Optional<ConfigValue> at(Config config, List<String> path) {
        ConfigValue at = config.root();
        for (String key : path) {
            at = at instanceof ConfigObject object && !isOpen(object) ? object.get(key) : null;
        }
        return Optional.ofNullable(at);
    }

    /** A layer, whose substitutions are replaced by what stands in its places in the whole, where it is the topmost. */
    static ConfigObject resolved(ConfigObject layer, ConfigObject all) {
        ConfigObject out = layer;
        for (String key : layer.keySet()) {
            ConfigValue value = layer.get(key);
            ConfigValue now = all.get(key);
            if (value instanceof ConfigObject object && !isOpen(object) && now instanceof ConfigObject there) {
                out = out.withValue(key, resolved(object, there));
            } else if (!value.atKey(key).isResolved()) {
                out = now == null ? out.withoutKey(key) : out.withValue(key, now);
            }
        }
        return out;
    }
}
