package dev.pushforward.core.store;

import dev.pushforward.core.State;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A {@link State} in a file of NumPy's NPZ format: an array for each tensor, an integer for each counter, and a
 * checksum. The file is complete or absent, and damage to it is noticed.
 *
 * <pre>{@code
 * StateFile.write(Path.of("training.npz"), training.state());
 * training.restore(StateFile.read(Path.of("training.npz"))); // one started with the same settings, target and key
 * }</pre>
 */
public final class StateFile {
    private static final String SINGLE = "<f4";
    private static final String DOUBLE = "<f8";
    private static final String INTEGER = "<i8";
    private static final Set<String> TYPES = Set.of(SINGLE, DOUBLE, INTEGER);

    private StateFile() {}

    /**
     * Writes a state; the same state gives the same bytes.
     *
     * @throws IOException if it cannot be written; what was there before is untouched
     */
    public static void write(Path file, State state) throws IOException {
        AtomicFile.write(file, out -> {
            try (NpzWriter npz = new NpzWriter(out)) {
                for (Map.Entry<String, Tensor> e : state.tensors().entrySet()) {
                    npz.add(e.getKey(), e.getValue());
                }
                for (Map.Entry<String, Long> e : state.counters().entrySet()) {
                    npz.add(e.getKey(), e.getValue());
                }
            }
        });
    }

    /**
     * Reads a state: float arrays as tensors in memory of their own, integers as counters. No size that the file states
     * is believed before it is compared with the file's own, so a small file cannot ask for much memory.
     *
     * @throws IOException if it cannot be read, is damaged (its digest differs) or was written by another program
     */
    public static State read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // reading some would never end
            throw new IOException(file + " is not a regular file");
        }
        long size = Files.size(file);
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            checkSizes(entries, size);
            var content = new Content();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    content.add(entry, in);
                }
            }
            if (!content.digest().equals(zip.getComment())) {
                throw new DamageException("its content does not match its checksum");
            }
            return content.state();
            // the last of names that are not UTF-8
        } catch (DamageException | ZipException | EOFException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Nothing is compressed by {@link NpzWriter}, so what is in a file is not more than the file. */
    private static void checkSizes(List<? extends ZipEntry> entries, long size) throws DamageException {
        long left = size;
        for (ZipEntry entry : entries) {
            left -= entry.getSize(); // -1 where the file does not say, which reading the entry finds
            if (left < 0) {
                throw new DamageException("its arrays claim more bytes than its " + size
                        + ", so it is compressed, which Pushforward's files are not");
            }
        }
    }

    /** What was read so far. */
    private static final class Content {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Map<String, Long> counters = new LinkedHashMap<>();
        private final MessageDigest digest = Sha256.begin();

        State state() {
            return new State(tensors, counters);
        }

        String digest() {
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        }

        void add(ZipEntry entry, InputStream raw) throws IOException {
            String name = entry.getName().replaceFirst("\\.npy$", "");
            digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
            var in = new DigestInputStream(raw, digest);
            NpyArray array = NpyArray.begin(in, name)
                    .filter(a -> TYPES.contains(a.type()) && !a.fortran())
                    .orElseThrow(() ->
                            new DamageException("array '" + name + "' has a header that Pushforward does not write"));
            if (tensors.containsKey(name) || counters.containsKey(name)) {
                throw new DamageException("it holds two arrays '" + name + "'");
            }
            DType dtype = array.type().equals(SINGLE) ? DType.FLOAT32 : DType.FLOAT64;
            int elements = array.elements((entry.getSize() - array.bytes()) / dtype.bytes());
            if (array.type().equals(INTEGER)) {
                counters.put(name, array.integer(in));
            } else {
                tensors.put(name, array.numbers(in, dtype, elements).reshape(array.shape()));
            }
            if (in.read() >= 0) {
                throw new DamageException("array '" + name + "' goes on behind its " + elements + " numbers");
            }
        }
    }
}
