package dev.pushforward.targets;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/** Large tables, read once for all targets that use them and forgotten with the last. Thread-safe. */
final class SharedObservations {
    private static final Map<Source, WeakReference<Observations>> READ = new HashMap<>();

    private record Source(Path file, FileTime modified, long seed) {}

    private SharedObservations() {}

    /** As {@link Observations#read}. */
    static synchronized Observations read(Path csv, long seed) {
        Source source;
        try {
            source = new Source(csv.toRealPath(), Files.getLastModifiedTime(csv), seed);
        } catch (IOException e) {
            throw new IllegalArgumentException(csv + " cannot be read: " + e, e);
        }
        WeakReference<Observations> known = READ.get(source);
        Observations observations = known == null ? null : known.get();
        if (observations == null) {
            observations = Observations.read(csv, seed);
            READ.put(source, new WeakReference<>(observations));
        }
        return observations;
    }
}
