package dev.pushforward.core.store;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an array in NumPy's format NPY, versions 1 to 3, whose numbers come next in the stream.
 *
 * @param name of the array, for messages
 * @param type of its numbers, as NumPy writes it: {@code <f8}
 * @param fortran whether the first axis runs fastest
 * @param axes its lengths, as they are written
 * @param bytes of the head itself
 */
record NpyArray(String name, String type, boolean fortran, String axes, int bytes) {
    private static final Pattern HEAD =
            Pattern.compile("\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), \\}\\s*");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int VERSION = 2; // bytes, major and minor
    private static final int MOST_HEAD = 1 << 16;
    private static final int BLOCK = 1 << 13;
    private static final int MOST = Integer.MAX_VALUE - 8; // elements of an array of Java's

    /**
     * Reads the head of an array.
     *
     * @return empty if it is not that of a plain array
     * @throws DamageException if it ends too soon
     */
    static Optional<NpyArray> begin(InputStream in, String name) throws IOException {
        byte[] start = exactly(in, MAGIC.length + VERSION, name);
        boolean old = start[MAGIC.length] == 1;
        ByteBuffer size = buffer(exactly(in, old ? Short.BYTES : Integer.BYTES, name));
        long length = old ? Short.toUnsignedLong(size.getShort()) : Integer.toUnsignedLong(size.getInt());
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length) || length > MOST_HEAD) {
            return Optional.empty();
        }
        Matcher head = HEAD.matcher(new String(exactly(in, (int) length, name), StandardCharsets.ISO_8859_1));
        return head.matches()
                ? Optional.of(new NpyArray(
                        name,
                        head.group(1),
                        head.group(2).equals("True"),
                        head.group(3),
                        start.length + size.capacity() + (int) length))
                : Optional.empty();
    }

    /** The lengths of its axes. */
    int[] shape() throws DamageException {
        String text = axes.replace(" ", "");
        try {
            return text.isEmpty()
                    ? new int[0]
                    : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new DamageException("array '" + name + "' has the shape (" + axes + "), whose axes are no lengths");
        }
    }

    /** How many numbers it has, of which there are room for so many. */
    int elements(long room) throws DamageException {
        int[] shape = shape();
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

    /**
     * The numbers that come next in the stream, in memory of their own, in blocks: nothing of their size lies on the
     * heap.
     */
    Tensor numbers(InputStream in, DType dtype, int elements) throws IOException {
        Tensor all = TensorMemory.own(dtype, elements);
        for (int from = 0; from < elements; from += BLOCK) {
            int n = Math.min(BLOCK, elements - from);
            ByteBuffer block = buffer(exactly(in, n * dtype.bytes(), name));
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = dtype == DType.FLOAT32 ? block.getFloat() : block.getDouble();
            }
            try (Scope scope = Scope.open()) {
                TensorMemory.copy(Tensor.of(dtype, values, n), all.slice(0, from, from + n));
            }
        }
        return all;
    }

    /** The one integer that comes next in the stream. */
    long integer(InputStream in) throws IOException {
        return buffer(exactly(in, Long.BYTES, name)).getLong();
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
