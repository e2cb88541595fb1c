package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an experiment is written, and which of its presets is asked for. */
public final class ExperimentSource {
    private final String origin;
    private final Config written;
    private final Optional<String> preset;
    private final Optional<Path> folder;

    private ExperimentSource(String origin, Config written, Optional<String> preset, Optional<Path> folder) {
        this.origin = origin;
        this.folder = folder;
        this.written = written;
        this.preset = preset;
    }

    /**
     * A file, with what it includes.
     *
     * @throws InputException if it cannot be read or is no HOCON; with line and column
     * @throws SettingsException with every include that cannot be read
     */
    public static ExperimentSource of(Path file) {
        return new ExperimentSource(
                file.toString(),
                Hocon.bounded(file.toString(), () -> FilesOfExperiment.read(file)),
                Optional.empty(),
                Optional.ofNullable(file.toAbsolutePath().normalize().getParent()));
    }

    /**
     * The experiment of a run folder, which may be someone else's: values alone, as {@link Experiment#render} wrote
     * them, that refer to nothing outside of the file.
     *
     * @throws InputException if it cannot be read or is no HOCON; with line and column
     * @throws SettingsException with everything in it that includes a file or is a substitution
     */
    public static ExperimentSource ofRun(Path file) {
        String origin = file.toString();
        var read = new HoconText(TextFile.read(file, Hocon.MOST_BYTES));
        List<Problem> problems = Stream.concat(read.includes().stream(), read.substitutions().stream())
                .map(place -> new Problem(
                        place.words(),
                        origin + ":" + place,
                        "the experiment of a run folder has values only: the file was edited, or is not Pushforward's"))
                .toList();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new ExperimentSource(
                origin,
                Hocon.bounded(origin, () -> Hocon.parsed(read, origin, Includes.EMPTY)),
                Optional.empty(),
                Optional.empty());
    }

    /** A table that comes with the program. */
    public static ExperimentSource of(PublishedTable table) {
        return new ExperimentSource(table.file(), table.config(), Optional.empty(), Optional.empty());
    }

    /** The same with this preset laid over the rest of it. */
    public ExperimentSource with(String chosen) {
        return new ExperimentSource(origin, written, Optional.of(chosen), folder);
    }

    /** The folder of the file, whose data lies beside it; empty for what is no file of the user's own. */
    public Optional<Path> folder() {
        return folder;
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
