package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HOCON; what cannot be read is an {@link InputException} with line and column. */
final class Hocon {
    private static final String NAME = "name";
    private static final Pattern LINE = Pattern.compile("^.*?: (\\d+): ", Pattern.DOTALL);

    private Hocon() {}

    /** A file, with its includes, unresolved. */
    static Config file(Path file) {
        String text = text(file);
        try {
            return ConfigFactory.parseFile(file.toFile(), hocon(file.toString()));
        } catch (ConfigException e) {
            throw new InputException(file + located(text, e), e);
        }
    }

    /** A text, unresolved, that errors call by this name. */
    static Config text(Reader text, String origin) {
        return ConfigFactory.parseReader(text, hocon(origin));
    }

    /** An override {@code key=value} of the command line. */
    static Config override(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new InputException("'" + assignment + "' is no override: write key=value, e.g. sampler.iterations=500");
        }
        String key = assignment.substring(0, equals).strip();
        Config config;
        try {
            List<String> path = ConfigUtil.splitPath(key);
            config = ConfigFactory.parseString(key + " = " + assignment.substring(equals + 1), hocon("override " + assignment));
            if (config.root().size() == 1 && config.root().containsKey(path.getFirst())) {
                return config;
            }
        } catch (ConfigException e) {
            throw new InputException("override " + assignment + ": " + reason(e), e);
        }
        throw new InputException("override " + assignment + ": sets more than one key; give one key=value per argument");
    }

    /**
     * An override laid over those before it. A name alone, {@code sampler = fis}, and settings of what it names, {@code sampler.iterations = 20}, belong together whichever comes first.
     */
    static Config over(Config later, Config earlier) {
        return ((ConfigObject) over(later.root(), earlier.root())).toConfig();
    }

    private static ConfigValue over(ConfigValue later, ConfigValue earlier) {
        if (later instanceof ConfigObject object && earlier instanceof ConfigObject under) {
            for (String key : object.keySet()) {
                under = under.withValue(key, under.containsKey(key) ? over(object.get(key), under.get(key)) : object.get(key));
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

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(file + " is a folder: give an experiment file");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is not a text in UTF-8", e);
        } catch (IOException e) {
            throw new InputException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static ConfigParseOptions hocon(String origin) {
        return ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false).setOriginDescription(origin);
    }

    /** {@code :line:column: what is wrong}. */
    private static String located(String text, ConfigException e) {
        int end = firstWrong(text);
        if (end < 0) { // the file itself is fine: an included one is not, and the message names it
            return ": " + e.getMessage();
        }
        String before = text.substring(0, end);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = end - before.lastIndexOf('\n');
        return ":" + line + ":" + column + ": " + reason(e);
    }

    /**
     * Where the text stops being the beginning of something valid: the parser knows lines only, so this looks for the shortest beginning
     * whose fault is not that it ends too soon. The length of the text where that is the fault; -1 where the text is valid.
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
            ConfigFactory.parseString(text, ConfigParseOptions.defaults().setIncluder(new NoIncludes()));
            return false;
        } catch (ConfigException e) {
            String message = e.getMessage();
            boolean tooShort = message.contains("end of file") || message.contains("End of input") || message.contains("end of input");
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
