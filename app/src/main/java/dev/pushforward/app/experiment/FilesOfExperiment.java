package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An experiment file with the files that it includes. A name is relative to the file that includes it; {@code .conf}
 * may be left out. Every include must be there, whether {@code required(...)} or not, and only files are: nothing is
 * read from the network or the class path.
 */
final class FilesOfExperiment {
    private static final int MOST_FILES = 100;
    private static final String ENDING = ".conf";
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final List<Problem> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>(); // the one that is being parsed last
    private int files;
    private int bytesLeft = Hocon.MOST_BYTES;

    /** A file whose text is being parsed, and its identity. */
    private record Open(Path file, Path identity) {}

    private FilesOfExperiment() {}

    /**
     * Reads a file and its includes, unresolved.
     *
     * @throws InputException if the file cannot be read or is no HOCON; with line and column
     * @throws SettingsException with each include that cannot be read
     */
    static Config read(Path file) {
        var reading = new FilesOfExperiment();
        Config config = reading.parsed(file).toConfig();
        if (!reading.problems.isEmpty()) {
            throw new SettingsException(reading.problems.stream().distinct().toList());
        }
        return config;
    }

    private ConfigObject parsed(Path file) {
        var text = new HoconText(TextFile.read(file, Hocon.MOST_BYTES));
        bytesLeft -= text.text().length();
        files++;
        if (bytesLeft < 0 || files > MOST_FILES) {
            throw new InputException("an experiment has at most " + MOST_FILES + " files with "
                    + Hocon.MOST_BYTES / (1 << 20) + " MiB in all");
        }
        open.addLast(new Open(file, identity(file)));
        try {
            return Hocon.parsed(text, file.toString(), new FromFile(file, text)).root();
        } finally {
            open.removeLast();
        }
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** The includes of one file. What is wrong with one is noted, and the reading goes on to the next. */
    private final class FromFile extends Includes {
        private final Path from;
        private final Iterator<HoconText.Place> places;

        FromFile(Path from, HoconText text) {
            this.from = from;
            this.places = text.includes().iterator();
        }

        @Override
        ConfigObject file(String name) {
            String at = place();
            if (URL.matcher(name).matches() && !Files.exists(from.resolveSibling(name))) {
                return refused(
                        "include \"" + name + "\"",
                        at,
                        "experiments are not read from the network: save it beside this file and include it by its"
                                + " name");
            }
            try {
                Path included = from.resolveSibling(name);
                Path withEnding = from.resolveSibling(name + ENDING);
                return include(Files.notExists(included) && Files.exists(withEnding) ? withEnding : included, at);
            } catch (InvalidPathException e) {
                return refused("include \"" + name + "\"", at, "is no name of a file");
            }
        }

        private ConfigObject include(Path file, String at) {
            String include = "include \"" + file + "\"";
            Path identity = identity(file);
            if (open.stream().anyMatch(o -> o.identity().equals(identity))) {
                var chain = new StringBuilder();
                open.stream().dropWhile(o -> !o.identity().equals(identity)).forEach(o -> chain.append(o.file())
                        .append(" includes "));
                return refused(include, at, "the file includes itself: " + chain + file);
            }
            try {
                return parsed(file);
            } catch (InputException e) {
                return refused(include, at, e.getMessage());
            }
        }

        @Override
        ConfigObject other(String words) {
            return refused(
                    "include " + words,
                    place(),
                    "an experiment includes files only: save it beside this file and include it by its name");
        }

        private String place() {
            return from + (places.hasNext() ? ":" + places.next() : "");
        }

        private ConfigObject refused(String include, String at, String reason) {
            problems.add(new Problem(include, at, reason));
            return ConfigFactory.empty().root();
        }
    }
}
