package dev.pushforward.app.run;

import dev.pushforward.core.State;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.store.AtomicFile;
import dev.pushforward.core.store.Sha256;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.Engine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reference chains that runs share, a file for each. Its name is a digest of all that determines the chains, and it is
 * checked by its sum whenever it is read. The folder holds at most {@link #MOST} bytes: those that were not used for
 * longest go first.
 */
public final class ReferenceCache {
    /** Bytes that all files together may have. */
    public static final long MOST = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceCache.class);
    private static final String ENDING = ".npz";
    private static final String KEY = "key";
    private static final Object WRITING = new Object(); // the runs of a sweep write from one process

    private final Path folder;
    private final CodeIdentity code;
    private final long most;

    /**
     * A cache.
     *
     * @param folder where the files are; made when the first is kept
     * @param code tells which code made chains
     */
    public ReferenceCache(Path folder, CodeIdentity code) {
        this(folder, code, MOST);
    }

    ReferenceCache(Path folder, CodeIdentity code, long most) {
        this.folder = folder;
        this.code = code;
        this.most = most;
    }

    /**
     * What is in a folder.
     *
     * @param files number of files
     * @param bytes of all of them
     */
    public record Size(int files, long bytes) {}

    /** How much is in it. */
    public Size size() throws IOException {
        List<Path> files = files();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new Size(files.size(), bytes);
    }

    /**
     * Where the chains of an experiment's target are kept.
     *
     * @param components the target and the corrector, with all their settings
     * @param data files that they were made from
     * @param numbers what else determines the chains: how many, their seed and precision
     * @return empty where the code that makes them cannot be told from another
     */
    Optional<Path> place(List<ComponentSpec> components, List<Path> data, Map<String, Object> numbers, Engine engine)
            throws IOException {
        Optional<Map<String, String>> made = code.of(components);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        var all = new LinkedHashMap<String, Object>();
        components.forEach(c -> all.put(c.kind().key(), c.toMap()));
        all.put("numbers", numbers);
        all.put("engine", engine);
        all.put("java", Runtime.version() + " " + System.getProperty("os.arch") + " " + Provenance.cpu());
        all.put("code", made.get());
        var sums = new ArrayList<String>();
        for (Path file : data) {
            try (InputStream in = Files.newInputStream(file)) {
                sums.add(Sha256.of(in));
            }
        }
        all.put("data", sums);
        String digest = Sha256.of(new ByteArrayInputStream(all.toString().getBytes(StandardCharsets.UTF_8)));
        return Optional.of(folder.resolve(components.getFirst().name() + "-" + digest + ENDING));
    }

    /** The chains that are kept there; empty where there are none, or none that are sound. */
    Optional<State> find(Path place) {
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        try {
            State kept = StateFile.read(place);
            if (kept.counter(KEY) != key(place)) {
                throw new IOException(place + " holds other chains than its name says");
            }
            used(place);
            return Optional.of(kept);
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warn("Reference chains in the cache cannot be used and are computed again: {}", damaged.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Keeps chains, and drops others that were not used for longest where there is no room. A cache that cannot be
     * written stops nothing.
     */
    void keep(Path place, State chains) {
        if (chains.tensors().values().stream()
                        .mapToLong(t -> t.length() * t.dtype().bytes())
                        .sum()
                > most) {
            LOG.warn(
                    "The reference chains are larger than the cache's limit ({} MiB), so they are kept in the run's"
                            + " folder only.",
                    most >> 20);
            return;
        }
        synchronized (WRITING) {
            try {
                Files.createDirectories(folder);
                AtomicFile.sweep(folder);
                StateFile.write(place, chains.with(KEY, key(place)));
                makeRoom(place);
            } catch (IOException e) {
                LOG.warn(
                        "The reference chains cannot be cached, and the next run will compute them again: {}."
                                + " PUSHFORWARD_CACHE=DIR names another folder.",
                        e.toString());
            }
        }
    }

    private void makeRoom(Path newest) throws IOException {
        long bytes = size().bytes();
        var oldestFirst = new ArrayList<Path>();
        var when = new LinkedHashMap<Path, FileTime>();
        for (Path file : files()) {
            when.put(file, Files.getLastModifiedTime(file));
            oldestFirst.add(file);
        }
        oldestFirst.sort(Comparator.comparing(when::get));
        for (Path file : oldestFirst) {
            if (bytes > most && !file.equals(newest)) {
                bytes -= Files.size(file);
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(ENDING))
                    .toList();
        }
    }

    private static void used(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // of a cache that can only be read: nothing is dropped from it either
        }
    }

    /** The start of the digest in a file's name, so that a file under another's name is noticed. */
    private static long key(Path place) {
        String name = place.getFileName().toString();
        return Long.parseUnsignedLong(
                name.substring(name.length() - ENDING.length() - 16, name.length() - ENDING.length()), 16);
    }
}
