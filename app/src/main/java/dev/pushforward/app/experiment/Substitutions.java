package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of <code>${...}</code>. A name stands for a value of the experiment; within {@code let} also
 * for a variable of the environment. So an experiment uses, and its run folder keeps, only those variables that it
 * names there.
 */
final class Substitutions {
    private static final int MOST_PROBLEMS = 20;
    private static final Pattern NAMED = Pattern.compile("\\$\\{\\??([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Substitutions() {}

    /** The experiment, unresolved, with what its {@code let} takes from the environment. */
    static Config withEnvironment(Config whole) {
        ConfigValue let = whole.root().get(ExperimentReader.LET);
        if (let == null) {
            return whole;
        }
        String words = let.render(ConfigRenderOptions.concise());
        Function<String, String> named = name ->
                words.contains("${" + name + "}") || words.contains("${?" + name + "}") ? System.getenv(name) : null;
        try {
            Config resolved = whole.resolve(options(named).setAllowUnresolved(true));
            return whole.withValue(ExperimentReader.LET, resolved.root().get(ExperimentReader.LET));
        } catch (ConfigException e) {
            return whole; // resolving it says what is wrong
        }
    }

    /**
     * A value with all substitutions replaced, where that can be done in itself.
     *
     * @param whole the experiment in which names are looked up
     */
    static ConfigValue resolved(ConfigValue value, Config whole) {
        try {
            return value.atKey("value")
                    .resolveWith(whole, options(name -> null))
                    .root()
                    .get("value");
        } catch (ConfigException e) {
            return value; // one that refers to what it replaces is resolved in its place only
        }
    }

    /**
     * The whole with all substitutions replaced.
     *
     * @throws SettingsException with every name that stands for nothing
     * @throws InputException if it cannot be resolved for another reason, or is larger or nested deeper than a file may
     *     be
     */
    static Config resolved(Config whole, String origin) {
        var missing = new LinkedHashMap<String, Problem>();
        while (missing.size() < MOST_PROBLEMS) {
            try {
                Config resolved = whole.resolve(options(name -> missing.containsKey(name) ? "" : null));
                if (missing.isEmpty()) {
                    new Size(origin).of(resolved.root(), 0);
                    return resolved;
                }
                break;
            } catch (ConfigException.UnresolvedSubstitution e) {
                Matcher named = NAMED.matcher(e.getMessage());
                String name = named.find() ? named.group(1) : "";
                if (missing.putIfAbsent(name, unresolved(name, e)) != null) {
                    break;
                }
            } catch (ConfigException e) {
                if (missing.isEmpty()) {
                    throw new InputException(
                            Optional.ofNullable(e.origin()).map(Origins::text).orElse(origin) + ": " + Hocon.reason(e),
                            e);
                }
                break; // it comes of what is missing
            }
        }
        throw new SettingsException(List.copyOf(missing.values()));
    }

    private static Problem unresolved(String name, ConfigException.UnresolvedSubstitution e) {
        String origin = Optional.ofNullable(e.origin()).map(Origins::text).orElse("");
        if (e.getMessage().contains("cycle")) {
            return new Problem("${" + name + "}", origin, "refers to itself");
        }
        String environment = VARIABLE.matcher(name).matches()
                ? ". A variable of the environment is read in let only: write let { x = ${" + name
                        + "} }, and ${let.x} here"
                : "";
        return new Problem("${" + name + "}", origin, "the experiment has no value of this name" + environment);
    }

    private static ConfigResolveOptions options(Function<String, String> others) {
        return ConfigResolveOptions.noSystem().appendResolver(new Others(others));
    }

    /** Values of names that the experiment has not. */
    private record Others(Function<String, String> values) implements ConfigResolver {
        @Override
        public ConfigValue lookup(String path) {
            String value = values.apply(path);
            return value == null
                    ? null
                    : ConfigValueFactory.fromAnyRef(value, "variable " + path + " of the environment");
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }

    /** Counts what a few substitutions can make of a short file. */
    private static final class Size {
        private final String origin;
        private long left = Hocon.MOST_BYTES;

        Size(String origin) {
            this.origin = origin;
        }

        void of(ConfigValue value, int depth) {
            if (depth > HoconText.DEEPEST) {
                throw new InputException(origin + ": values are nested more than " + HoconText.DEEPEST + " deep");
            }
            if (value instanceof ConfigObject object) {
                for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
                    take(entry.getKey().length());
                    of(entry.getValue(), depth + 1);
                }
            } else if (value instanceof ConfigList list) {
                for (ConfigValue element : list) {
                    of(element, depth + 1);
                }
            } else {
                take(value.unwrapped() instanceof String text ? text.length() : 0);
            }
            take(1);
        }

        private void take(int size) {
            left -= size;
            if (left < 0) {
                throw new InputException(origin + ": its values, with every ${...} put in, are larger than "
                        + Hocon.MOST_BYTES / (1 << 20) + " MiB");
            }
        }
    }
}
