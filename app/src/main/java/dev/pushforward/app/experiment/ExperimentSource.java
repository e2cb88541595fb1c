package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Optional;

/** Where an experiment is written, and which of its presets is asked for. */
public final class ExperimentSource {
    private final String origin;
    private final Config written;
    private final Optional<String> preset;

    private ExperimentSource(String origin, Config written, Optional<String> preset) {
        this.origin = origin;
        this.written = written;
        this.preset = preset;
    }

    /**
     * A file.
     *
     * @throws InputException if it is not there or is no HOCON; with line and column
     */
    public static ExperimentSource of(Path file) {
        return new ExperimentSource(file.toString(), Hocon.file(file), Optional.empty());
    }

    /** A table that comes with the program. */
    public static ExperimentSource of(PublishedTable table) {
        return new ExperimentSource(table.file(), table.config(), Optional.empty());
    }

    /** The same with this preset laid over the rest of it. */
    public ExperimentSource with(String chosen) {
        return new ExperimentSource(origin, written, Optional.of(chosen));
    }

    /** What errors call it. */
    String origin() {
        return origin;
    }

    /** The name that its runs get: the file's without its ending. */
    String name() {
        String file = Path.of(origin).getFileName().toString();
        return file.endsWith(".conf") ? file.substring(0, file.length() - ".conf".length()) : file;
    }

    /** As written, unresolved. */
    Config written() {
        return written;
    }

    Optional<String> preset() {
        return preset;
    }
}
