package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HOCON; what cannot be read is an {@link InputException} with line and column. */
final class Hocon {
    /** The most that is read of an experiment, its includes counted in. */
    static final int MOST_BYTES = 10 << 20;

    private static final String NAME = "name";
    private static final Pattern LINE = Pattern.compile("^.*?: (\\d+): ", Pattern.DOTALL);

    private Hocon() {}

    /**
     * A text, unresolved.
     *
     * @param origin what errors call it
     * @param includes what its includes stand for
     * @throws InputException if it is no HOCON; {@code origin:line:column: what is wrong}
     */
    static Config parsed(HoconText text, String origin, Includes includes) {
        text.checkDepth(origin);
        try {
            return syntax(text.text(), origin, includes);
        } catch (ConfigException e) {
            throw new InputException(origin + located(text.text(), e), e);
        }
    }

    /** A text of which the parser's own exception says what is wrong. */
    static Config syntax(String text, String origin, Includes includes) {
        var options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription(origin);
        return ConfigFactory.parseString(text, options.setIncluder(includes));
    }

    /**
     * What a reading gives.
     *
     * @throws InputException if its values are nested deeper than the stack is, or larger than memory
     */
    static <T> T bounded(String origin, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StackOverflowError e) { // long keys and chains of ${...}, which no count of brackets shows
            throw new InputException(
                    origin + ": its values are nested, or refer to each other, deeper than can be read", e);
        } catch (OutOfMemoryError e) { // ${...} that doubles again and again
            throw new InputException(origin + ": its values do not fit into memory", e);
        }
    }

    /**
     * An override laid over those before it. A name alone, {@code sampler = fis}, and settings of what it names,
     * {@code sampler.iterations = 20}, belong together whichever comes first.
     */
    static Config over(Config later, Config earlier) {
        return ((ConfigObject) over(later.root(), earlier.root())).toConfig();
    }

    private static ConfigValue over(ConfigValue later, ConfigValue earlier) {
        if (later instanceof ConfigObject object && earlier instanceof ConfigObject under) {
            for (String key : object.keySet()) {
                under = under.withValue(
                        key, under.containsKey(key) ? over(object.get(key), under.get(key)) : object.get(key));
            }
            return under;
        }
        if (isText(later) && earlier instanceof ConfigObject under) {
            return under.withValue(NAME, later);
        }
        if (later instanceof ConfigObject object && isText(earlier)) {
            return object.containsKey(NAME) ? object : object.withValue(NAME, earlier);
        }
        return later.withFallback(earlier);
    }

    private static boolean isText(ConfigValue value) {
        try {
            return value.unwrapped() instanceof String;
        } catch (ConfigException.NotResolved e) { // a ${reference}, of which only the whole experiment knows what it is
            return false;
        }
    }

    /** {@code :line:column: what is wrong}. */
    private static String located(String text, ConfigException e) {
        int end = firstWrong(text);
        if (end < 0) { // such as an include in a list, which the library cannot do
            return ": " + reason(e);
        }
        String before = text.substring(0, end);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = end - before.lastIndexOf('\n');
        return ":" + line + ":" + column + ": " + reason(e);
    }

    /**
     * Where the text stops being the beginning of something valid: the parser knows lines only, so this looks for the
     * shortest beginning whose fault is not that it ends too soon. The length of the text where that is the fault; -1
     * where the text is valid.
     */
    private static int firstWrong(String text) {
        if (!faulty(text, true)) {
            return -1;
        }
        if (!faulty(text, false)) {
            return text.length();
        }
        int good = 0;
        int bad = text.length();
        while (bad - good > 1) { // a fault stays a fault, whatever follows it
            int middle = (good + bad) >>> 1;
            if (faulty(text.substring(0, middle), false)) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return good;
    }

    private static boolean faulty(String text, boolean evenIfTooShort) {
        try {
            syntax(text, "", Includes.EMPTY);
            return false;
        } catch (ConfigException e) {
            String message = e.getMessage().replace("Expecting end of input", ""); // but got more
            boolean tooShort = message.contains("end of file")
                    || message.contains("End of input")
                    || message.contains("end of input");
            return evenIfTooShort || !tooShort;
        }
    }

    /** The parser's message without its origin. */
    static String reason(ConfigException e) {
        Matcher line = LINE.matcher(e.getMessage());
        String reason = line.find() ? e.getMessage().substring(line.end()) : e.getMessage();
        int advice = reason.indexOf(" (if you intended"); // advice about quoting that seldom fits
        return advice > 0 ? reason.substring(0, advice) : reason;
    }
}
