package dev.pushforward.core.store;

import dev.pushforward.core.State;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A {@link State} in a file of NumPy's NPZ format: an array for each tensor, an integer for each counter, and a checksum. The file is complete or absent, and damage to it is noticed.
 *
 * <pre>{@code
 * StateFile.write(Path.of("training.npz"), training.state());
 * training.restore(StateFile.read(Path.of("training.npz"))); // one started with the same settings, target and key
 * }</pre>
 */
public final class StateFile {
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<(f4|f8|i8)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

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
     * Reads a state: float arrays as tensors in memory of their own, integers as counters.
     *
     * @throws IOException if it cannot be read, is damaged (its digest differs) or was written by another program
     */
    public static State read(Path file) throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        var counters = new LinkedHashMap<String, Long>();
        MessageDigest digest = Sha256.begin();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                digest.update(content);
                array(entry.getName().replaceFirst("\\.npy$", ""), content, tensors, counters);
            }
            String found = "sha256:" + HexFormat.of().formatHex(digest.digest());
            if (!found.equals(zip.getComment())) {
                throw new IOException(file + " is damaged: its content does not match its checksum");
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException | ZipException | EOFException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        return new State(tensors, counters);
    }

    private static void array(String name, byte[] content, LinkedHashMap<String, Tensor> tensors, LinkedHashMap<String, Long> counters) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(in.getShort(8));
        Matcher header = HEADER.matcher(new String(content, 10, length, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IllegalArgumentException("array '" + name + "' has a header that Pushforward does not write");
        }
        in.position(10 + length);
        if (header.group(1).equals("i8")) {
            counters.put(name, in.getLong());
            return;
        }
        String axes = header.group(2).replace(" ", "");
        int[] shape = axes.isEmpty() ? new int[0] : Arrays.stream(axes.split(",")).mapToInt(Integer::parseInt).toArray();
        DType dtype = header.group(1).equals("f4") ? DType.FLOAT32 : DType.FLOAT64;
        double[] values = new double[in.remaining() / dtype.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = dtype == DType.FLOAT32 ? in.getFloat() : in.getDouble();
        }
        tensors.put(name, Tensor.of(dtype, values, shape));
    }
}
