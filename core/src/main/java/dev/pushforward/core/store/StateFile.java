package dev.pushforward.core.store;

import dev.pushforward.core.State;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<(f4|f8|i8)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    // bytes before the header of an array: a magic number, the version, the header's length
    private static final int PREFIX = 10;
    private static final int BLOCK = 1 << 13;
    private static final int MOST = Integer.MAX_VALUE - 8; // elements of an array of Java's

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

    /** What is wrong with a file. */
    private static final class DamageException extends IOException {
        private static final long serialVersionUID = 1L;

        DamageException(String message) {
            super(message);
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
            byte[] prefix = exactly(in, PREFIX, name);
            int length = Short.toUnsignedInt(buffer(prefix).getShort(PREFIX - Short.BYTES));
            Matcher header = HEADER.matcher(new String(exactly(in, length, name), StandardCharsets.US_ASCII));
            if (!header.matches()) {
                throw new DamageException("array '" + name + "' has a header that Pushforward does not write");
            }
            if (tensors.containsKey(name) || counters.containsKey(name)) {
                throw new DamageException("it holds two arrays '" + name + "'");
            }
            int[] shape = shape(header.group(2), name);
            int bytes = header.group(1).equals("f4") ? Float.BYTES : Double.BYTES;
            int elements = elements(shape, (entry.getSize() - PREFIX - length) / bytes, name);
            if (header.group(1).equals("i8")) {
                counters.put(name, buffer(exactly(in, Long.BYTES, name)).getLong());
            } else {
                DType dtype = bytes == Float.BYTES ? DType.FLOAT32 : DType.FLOAT64;
                tensors.put(name, Tensor.of(dtype, values(in, elements, dtype, name), shape));
            }
            if (in.read() >= 0) {
                throw new DamageException("array '" + name + "' goes on behind its " + elements + " numbers");
            }
        }

        private static int[] shape(String axes, String name) throws DamageException {
            String text = axes.replace(" ", "");
            try {
                return text.isEmpty()
                        ? new int[0]
                        : Arrays.stream(text.split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray();
            } catch (NumberFormatException e) {
                throw new DamageException(
                        "array '" + name + "' has the shape (" + axes + "), whose axes are no lengths");
            }
        }

        /** How many numbers an array of this shape has, of which there are room for so many. */
        private static int elements(int[] shape, long room, String name) throws DamageException {
            long n = Arrays.stream(shape).anyMatch(axis -> axis == 0) ? 0 : 1;
            for (int axis : shape) {
                n *= axis; // both below 2^31
                if (n > room || n > MOST) {
                    throw new DamageException("array '" + name + "' has the shape " + Arrays.toString(shape)
                            + ", for which it is too short or a tensor too small");
                }
            }
            return (int) n;
        }

        private static double[] values(InputStream in, int elements, DType dtype, String name) throws IOException {
            double[] values = new double[elements];
            for (int from = 0; from < elements; from += BLOCK) {
                int n = Math.min(BLOCK, elements - from);
                ByteBuffer block = buffer(exactly(in, n * dtype.bytes(), name));
                for (int i = 0; i < n; i++) {
                    values[from + i] = dtype == DType.FLOAT32 ? block.getFloat() : block.getDouble();
                }
            }
            return values;
        }

        private static byte[] exactly(InputStream in, int bytes, String name) throws IOException {
            byte[] read = in.readNBytes(bytes);
            if (read.length < bytes) {
                throw new DamageException("array '" + name + "' ends too soon");
            }
            return read;
        }

        private static ByteBuffer buffer(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
