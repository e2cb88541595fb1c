package dev.pushforward.core.store;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Arrays that anybody wrote in NumPy's formats: NPY, one array, and NPZ, several by name, compressed or not. Numbers of
 * float32 or float64, little-endian, in C or Fortran order.
 *
 * <pre>{@code
 * Tensor x = ArrayFile.read(Path.of("points.npz"), "x"); // numpy.savez("points.npz", x=x)
 * }</pre>
 */
public final class ArrayFile {
    /** Bytes that the numbers of one array may have. */
    public static final long MOST = 1L << 30;

    private static final String ARRAY = ".npy";
    private static final String ARCHIVE = ".npz";

    private ArrayFile() {}

    /** Whether a file is one of these, by the end of its name. */
    public static boolean isNamed(Path file) {
        String name = name(file);
        return name.endsWith(ARRAY) || name.endsWith(ARCHIVE);
    }

    /**
     * Reads an array, in blocks, into memory of its own.
     *
     * @param name of the array in an archive; empty for the only one there is
     * @return the array in its own precision and shape
     * @throws IOException if it cannot be read, if it is larger than {@link #MOST}, if there is none of the name, or if
     *     its numbers are of another type; the message says what is there
     */
    public static Tensor read(Path file, String name) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // reading some would never end
            throw new IOException(file + " is not a regular file");
        }
        try {
            if (name(file).endsWith(ARRAY)) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    return array(in, "", Files.size(file));
                }
            }
            try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
                ZipEntry entry = chosen(Collections.list(zip.entries()), name);
                try (InputStream in = zip.getInputStream(entry)) {
                    return array(in, arrayName(entry), entry.getSize());
                }
            }
        } catch (DamageException | ZipException | IllegalArgumentException e) { // the last of names not in UTF-8
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The names of the arrays of an archive; none of an NPY file, whose array has no name.
     *
     * @throws IOException if it cannot be read
     */
    public static List<String> names(Path file) throws IOException {
        if (name(file).endsWith(ARRAY)) {
            return List.of();
        }
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return zip.stream().map(ArrayFile::arrayName).toList();
        } catch (ZipException | IllegalArgumentException e) { // the last of names not in UTF-8
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static ZipEntry chosen(List<? extends ZipEntry> entries, String name) throws DamageException {
        List<String> names = entries.stream().map(ArrayFile::arrayName).toList();
        if (name.isEmpty() && names.size() != 1) {
            throw new DamageException(
                    "it holds " + names.size() + " arrays, so say which of them is meant: " + String.join(", ", names));
        }
        int at = name.isEmpty() ? 0 : names.indexOf(name);
        if (at < 0) {
            throw new DamageException("it holds no array '" + name + "'; it holds " + String.join(", ", names));
        }
        return entries.get(at);
    }

    private static String arrayName(ZipEntry entry) {
        String name = entry.getName();
        return name.endsWith(ARRAY) ? name.substring(0, name.length() - ARRAY.length()) : name;
    }

    private static Tensor array(InputStream in, String name, long size) throws IOException {
        NpyArray head = NpyArray.begin(in, name)
                .orElseThrow(() -> new DamageException("array '" + name + "' is no plain array of numbers"));
        DType dtype =
                switch (head.type()) {
                    case "<f4" -> DType.FLOAT32;
                    case "<f8" -> DType.FLOAT64;
                    default ->
                        throw new DamageException("array '" + name + "' has numbers of type '" + head.type()
                                + "': must be '<f4' or '<f8', float32 or float64; x.astype('float64') gives that");
                };
        int elements = head.elements((size - head.bytes()) / dtype.bytes());
        if ((long) elements * dtype.bytes() > MOST) {
            throw new DamageException(
                    "array '" + name + "' has " + (long) elements * dtype.bytes() + " bytes: " + MOST + " at most");
        }
        Tensor numbers = head.numbers(in, dtype, elements);
        int[] shape = head.shape();
        return head.fortran() ? turned(numbers, shape) : numbers.reshape(shape);
    }

    /** The first axis of what was read runs fastest. */
    private static Tensor turned(Tensor numbers, int... shape) {
        int[] reversed = new int[shape.length];
        int[] order = new int[shape.length];
        for (int k = 0; k < shape.length; k++) {
            order[k] = shape.length - 1 - k;
            reversed[k] = shape[order[k]];
        }
        return numbers.reshape(reversed).permute(order).kept();
    }
}
