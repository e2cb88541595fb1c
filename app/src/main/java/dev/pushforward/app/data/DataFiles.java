package dev.pushforward.app.data;

import dev.pushforward.app.run.Progress;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The data files of an experiment: those of the user's folder, whatever they hold; else, for a set of the catalogue,
 * that of the cache, which is fetched once; else, for any other, that beside the experiment file. What was found or not
 * found stays so: cells that share a file neither fetch nor fail twice. For one thread.
 */
public final class DataFiles {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FOLDER =
            " Give the folder with --data DIR or the environment variable PUSHFORWARD_DATA.";

    private final Optional<Path> folder;
    private final Optional<Path> beside;
    private final Path cacheFolder;
    private final DataCache cache;
    private final Map<String, DataSet> catalogue;
    private final Map<String, Answer> answers = new HashMap<>();

    private record Answer(Path file, String failure) {}

    /**
     * Files of these places.
     *
     * @param folder the user's, if anybody said
     * @param beside that of the experiment file, if it is one
     * @param cache where sets that were fetched are kept, e.g. {@link CacheFolder#ofUser()}
     * @param catalogue the sets that can be fetched, e.g. {@link Catalogue#standard()}
     * @param progress is told of each that is fetched
     * @param stop may stop a download
     */
    public DataFiles(
            Optional<Path> folder,
            Optional<Path> beside,
            Path cache,
            List<DataSet> catalogue,
            Progress progress,
            StopSignal stop) {
        this(folder, beside, cache, catalogue, progress, stop, PATIENCE);
    }

    DataFiles(
            Optional<Path> folder,
            Optional<Path> beside,
            Path cache,
            List<DataSet> catalogue,
            Progress progress,
            StopSignal stop,
            Duration patience) {
        this.folder = folder;
        this.beside = beside;
        this.cacheFolder = cache.toAbsolutePath();
        this.cache = new DataCache(cacheFolder, new Download(patience, stop), progress);
        this.catalogue = catalogue.stream().collect(Collectors.toMap(DataSet::file, Function.identity()));
    }

    /**
     * A file.
     *
     * @param name relative to the data folder or that of the experiment, e.g. {@code heart.csv}, or an absolute one
     * @throws IllegalArgumentException if it is nowhere; the message says where it was looked for, why it could not be
     *     fetched, and what to do
     */
    public Path file(String name) {
        Answer answer = answers.computeIfAbsent(name, this::look);
        if (answer.file() == null) {
            throw new IllegalArgumentException(answer.failure());
        }
        return answer.file();
    }

    /** The folder of the experiment file, if it is one. */
    public Optional<Path> beside() {
        return beside;
    }

    /** The SHA-256 of each file that was found so far, by the name it was asked for. */
    public Map<String, String> sums() throws IOException {
        var sums = new TreeMap<String, String>();
        for (var answer : answers.entrySet()) {
            if (answer.getValue().file() != null) {
                try (InputStream in = Files.newInputStream(answer.getValue().file())) {
                    sums.put(answer.getKey(), Sha256.of(in));
                }
            }
        }
        return sums;
    }

    private Answer look(String name) {
        Optional<Path> wrong = folder.filter(f -> !Files.isDirectory(f)).map(Path::toAbsolutePath);
        if (wrong.isPresent()) {
            return new Answer(
                    null,
                    "needs the data file " + name + ", and the data folder " + wrong.get() + " does not exist."
                            + FOLDER);
        }
        DataSet set = catalogue.get(name);
        Optional<Path> own = folder.map(f -> f.resolve(name))
                .filter(Files::isReadable)
                .or(() -> set == null ? beside.map(f -> f.resolve(name)).filter(Files::isReadable) : Optional.empty());
        if (own.isPresent() && !Files.isRegularFile(own.get())) {
            return new Answer(
                    null, "the data file " + own.get() + " is a folder, a pipe or a device: put a regular file there");
        }
        if (own.isPresent()) {
            return new Answer(own.get(), "");
        }
        String missing = folder.map(f -> "the data file " + name + " is missing in " + f.toAbsolutePath())
                .orElse("needs the data file " + name + ", and no data folder is set");
        if (set == null) {
            return new Answer(
                    null,
                    missing
                            + beside.map(f -> ", nor is it beside the experiment in " + f)
                                    .orElse("") + "." + FOLDER);
        }
        try {
            return new Answer(cache.file(set), "");
        } catch (IOException e) {
            return new Answer(
                    null,
                    missing + "; the cache has no intact copy " + cacheFolder + " and it cannot be fetched from "
                            + set.origin()
                            + ": " + e.getMessage()
                            + ". By hand: put the file, in the form of docs/data-sets.md, into a folder and give that"
                            + " with --data DIR or the environment variable PUSHFORWARD_DATA, or name with"
                            + " PUSHFORWARD_CACHE a cache that has it.");
        }
    }
}
