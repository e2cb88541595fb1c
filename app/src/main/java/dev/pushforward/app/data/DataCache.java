package dev.pushforward.app.data;

import dev.pushforward.app.run.Progress;
import dev.pushforward.core.store.AtomicFile;
import dev.pushforward.core.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were fetched. Each is checked by its sum whenever it is taken from here; one that is damaged is fetched
 * again.
 */
final class DataCache {
    private static final Logger LOG = LoggerFactory.getLogger(DataCache.class);

    private final Path folder;
    private final Download download;
    private final Progress progress;

    /**
     * A cache.
     *
     * @param folder where the files are; made when the first is kept
     * @param download gets them
     * @param progress is told of each that is fetched
     */
    DataCache(Path folder, Download download, Progress progress) {
        this.folder = folder;
        this.download = download;
        this.progress = progress;
    }

    /**
     * The file of a set.
     *
     * @throws IOException if it is not here and cannot be fetched, or the origin now serves something else; the message
     *     says why
     */
    Path file(DataSet set) throws IOException {
        Path kept = folder.resolve(set.file());
        if (Files.exists(kept)) {
            try {
                check(set, kept);
                return kept;
            } catch (IOException damaged) { // or unreadable
                LOG.warn("{} in the cache is damaged and is fetched again: {}", kept, damaged.getMessage());
            }
        }
        progress.phase(
                "", "fetching " + set.file() + " (" + set.title() + ", " + set.licence() + ") from " + set.origin());
        return fetched(set, kept);
    }

    private Path fetched(DataSet set, Path kept) throws IOException {
        Path original = Files.createTempFile("pushforward-", ".original");
        Path file = Files.createTempFile("pushforward-", "-" + kept.getFileName());
        file.toFile().deleteOnExit();
        try {
            download.to(original, set.origin());
            convert(set, original, file);
        } finally {
            Files.deleteIfExists(original);
        }
        try {
            Files.createDirectories(kept.toAbsolutePath().getParent());
            AtomicFile.write(kept, out -> Files.copy(file, out));
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be cached and will be fetched again next time: {}. PUSHFORWARD_CACHE=DIR names another"
                            + " folder.",
                    kept,
                    e.toString());
            return file;
        }
        Files.delete(file);
        return kept;
    }

    private static void convert(DataSet set, Path original, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(original);
                OutputStream out = Files.newOutputStream(file)) {
            set.form().convert(in, out);
        } catch (IOException e) {
            throw new IOException("what is served there cannot be converted: " + e.getMessage(), e);
        }
        try {
            check(set, file);
        } catch (IOException e) {
            throw new IOException("what is served there has changed: " + e.getMessage(), e);
        }
    }

    private static void check(DataSet set, Path file) throws IOException {
        String sum;
        try (InputStream in = Files.newInputStream(file)) {
            sum = Sha256.of(set.form().pinned(in));
        }
        if (!sum.equals(set.sha256())) {
            throw new IOException("its content has the SHA-256 " + sum + ", pinned is " + set.sha256());
        }
    }
}
