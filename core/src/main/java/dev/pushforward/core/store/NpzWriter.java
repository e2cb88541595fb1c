package dev.pushforward.core.store;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes NumPy's NPZ format: a ZIP of arrays in NPY format 1.0 (little-endian, row-major). Arrays are float32, float64
 * or int64; the same arrays give the same bytes. The ZIP's comment is {@code sha256:} and the digest of all names and
 * arrays, which {@link StateFile} checks. Arrays of any length are written in blocks of rows, in memory of a block.
 */
public final class NpzWriter implements AutoCloseable {
    private static final int HEADER_ALIGNMENT = 64;
    private static final int BLOCK = 1 << 13;

    private final ZipOutputStream zip;
    private final DigestOutputStream digested;
    private long expected;
    private long written;

    /** A writer to a stream. */
    public NpzWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.NO_COMPRESSION); // draws and parameters are noise to a compressor
        this.digested = new DigestOutputStream(zip, Sha256.begin());
    }

    /** Adds a tensor. */
    public void add(String name, Tensor tensor) throws IOException {
        begin(name, tensor.dtype(), Arrays.stream(tensor.shape()).asLongStream().toArray());
        append(tensor);
    }

    /** Adds an integer, an array of no axes. */
    public void add(String name, long value) throws IOException {
        entry(name, "<i8", new long[0]);
        written = expected;
        digested.write(buffer(Long.BYTES).putLong(value).array());
    }

    /** Begins an array that {@link #append} fills part by part. */
    public void begin(String name, DType dtype, long... shape) throws IOException {
        entry(name, dtype == DType.FLOAT32 ? "<f4" : "<f8", shape);
    }

    /** The next elements of the array that was begun. */
    public void append(Tensor part) throws IOException {
        int bytes = part.dtype().bytes();
        for (long from = 0; from < part.length(); from += BLOCK) {
            int count = (int) Math.min(BLOCK, part.length() - from);
            ByteBuffer block = buffer(count * bytes);
            for (int i = 0; i < count; i++) {
                if (part.dtype() == DType.FLOAT32) {
                    block.putFloat((float) part.get(from + i));
                } else {
                    block.putDouble(part.get(from + i));
                }
            }
            digested.write(block.array());
        }
        written += part.length();
    }

    /** Ends the file; the stream stays open. */
    @Override
    public void close() throws IOException {
        checkComplete();
        zip.closeEntry();
        zip.setComment(
                "sha256:" + HexFormat.of().formatHex(digested.getMessageDigest().digest()));
        zip.finish();
    }

    private void entry(String name, String descr, long[] shape) throws IOException {
        checkComplete();
        var entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // the same arrays give the same bytes
        zip.putNextEntry(entry);
        digested.getMessageDigest().update(entry.getName().getBytes(StandardCharsets.UTF_8));
        digested.write(header(descr, shape));
        expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        written = 0;
    }

    private void checkComplete() {
        if (written != expected) {
            throw new IllegalStateException("the array has " + written + " elements of " + expected);
        }
    }

    /**
     * The magic number, the version, the header's length, and the header: a Python dictionary padded with spaces to a
     * multiple of 64.
     */
    private static byte[] header(String descr, long[] shape) {
        String axes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + axes + "), }";
        int prefix = 10;
        int total = (prefix + dictionary.length() + HEADER_ALIGNMENT) / HEADER_ALIGNMENT * HEADER_ALIGNMENT;
        byte[] text = (dictionary + " ".repeat(total - prefix - dictionary.length() - 1) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer header = buffer(total);
        header.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        return header.putShort((short) text.length).put(text).array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
