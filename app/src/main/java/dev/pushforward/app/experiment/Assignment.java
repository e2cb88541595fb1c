package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.pushforward.core.spi.Printable;
import java.util.List;

/**
 * An override {@code key=value} of the command line. A value is text, kept as it was typed without the spaces around
 * it: {@code #}, {@code //}, commas, colons, backslashes and quotes in it are nothing but characters. HOCON are only a
 * list {@code [...]}, an object <code>{...}</code>, a text wholly in quotes, {@code null}, and what has a substitution
 * <code>${...}</code>.
 */
final class Assignment {
    private static final String VALUE = "value";

    private Assignment() {}

    /**
     * Reads an override.
     *
     * @throws InputException if it is none, or its value is taken for HOCON and is not
     */
    static Config read(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new InputException("'" + Printable.value(assignment)
                    + "' is no override: write key=value, e.g. sampler.iterations=500");
        }
        String key = assignment.substring(0, equals).strip();
        String typed = assignment.substring(equals + 1).strip();
        String origin = "override " + assignment;
        if (typed.isEmpty()) {
            throw wrong(assignment, "has no value. For an empty text: " + quoted(key, ""), null);
        }
        try {
            List<String> path = ConfigUtil.splitPath(key);
            if (path.size() > HoconText.DEEPEST) {
                throw wrong(
                        assignment,
                        "its key has " + path.size() + " parts; at most " + HoconText.DEEPEST + " are allowed",
                        null);
            }
            ConfigValue value = isHocon(typed) ? hocon(assignment, key, typed) : ConfigValueFactory.fromAnyRef(typed);
            return value.withOrigin(ConfigOriginFactory.newSimple(origin)).atPath(key);
        } catch (ConfigException e) {
            throw wrong(assignment, Hocon.reason(e), e);
        }
    }

    private static boolean isHocon(String typed) {
        return isStructure(typed) || typed.contains("${") || typed.equals("null") || HoconText.isQuoted(typed);
    }

    private static boolean isStructure(String typed) {
        return typed.startsWith("[") || typed.startsWith("{");
    }

    private static ConfigValue hocon(String assignment, String key, String typed) {
        String advice = ". To give it as a text: " + quoted(key, typed);
        var text = new HoconText(typed);
        text.checkDepth("override " + Printable.value(assignment));
        if (!text.comments().isEmpty()) {
            throw wrong(
                    assignment,
                    "'" + Printable.value(text.comments().getFirst().words()) + "' would be a comment" + advice,
                    null);
        }
        String rest = text.rest().strip();
        // the library drops it without a word
        if (isStructure(typed) && !rest.isEmpty() && !isStructure(rest) && !rest.startsWith("${")) {
            throw wrong(assignment, "'" + Printable.value(rest) + "' follows a closing bracket" + advice, null);
        }
        ConfigObject parsed;
        try {
            parsed = Hocon.syntax(VALUE + " = " + typed, "override " + assignment, Includes.EMPTY)
                    .root();
        } catch (ConfigException e) {
            throw wrong(assignment, Hocon.reason(e) + advice, e);
        }
        if (!text.includes().isEmpty()) {
            throw wrong(assignment, "the command line cannot include a file" + advice, null);
        }
        if (parsed.size() != 1 || !parsed.containsKey(VALUE)) {
            throw wrong(assignment, "sets more than one key; give one key=value per argument" + advice, null);
        }
        return parsed.get(VALUE);
    }

    /** How a shell passes this text on as one in HOCON's quotes. */
    private static String quoted(String key, String typed) {
        String words = key + "=" + ConfigUtil.quoteString(typed);
        return Printable.value("'" + words.replace("'", "'\\''") + "'");
    }

    private static InputException wrong(String assignment, String what, Throwable cause) {
        return new InputException("override " + Printable.value(assignment) + ": " + what, cause);
    }
}
