package dev.pushforward.app.run;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers that wait on the disk until they are needed: a temporary file beside the one that is written, gone when this
 * is closed. For one thread.
 */
final class Spool implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final DType dtype;
    private long numbers;

    /**
     * Empty.
     *
     * @param file whose folder it is in, hidden
     * @param what it holds, for its name
     */
    Spool(Path file, String what, DType dtype) throws IOException {
        Path temporary = file.toAbsolutePath()
                .resolveSibling("." + file.getFileName() + "." + what + "."
                        + ProcessHandle.current().pid() + ".tmp"); // as AtomicFile has it, which sweeps after a kill
        Files.deleteIfExists(temporary);
        this.channel = FileChannel.open(
                temporary,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        this.dtype = dtype;
    }

    /** Adds a tensor's numbers behind the others. */
    void append(Tensor part) throws IOException {
        ByteBuffer block = buffer();
        for (long i = 0; i < part.length(); i++) {
            if (dtype == DType.FLOAT32) {
                block.putFloat((float) part.get(i));
            } else {
                block.putDouble(part.get(i));
            }
            if (!block.hasRemaining() || i + 1 == part.length()) {
                block.flip();
                while (block.hasRemaining()) {
                    channel.write(block);
                }
                block.clear();
            }
        }
        numbers += part.length();
    }

    /** Some of the numbers, {@code [count]}, in the caller's open scope. */
    Tensor read(long from, int count) throws IOException {
        if (from + count > numbers) {
            throw new IllegalArgumentException("numbers " + from + " to " + (from + count) + " of " + numbers);
        }
        double[] values = new double[count];
        ByteBuffer block = buffer();
        int done = 0;
        while (done < count) {
            block.clear().limit(Math.min(block.capacity(), (count - done) * dtype.bytes()));
            long at = (from + done) * dtype.bytes();
            while (block.hasRemaining()) {
                if (channel.read(block, at + block.position()) < 0) {
                    throw new IOException("a temporary file was cut short by another process");
                }
            }
            block.flip();
            while (block.hasRemaining()) {
                values[done++] = dtype == DType.FLOAT32 ? block.getFloat() : block.getDouble();
            }
        }
        return Tensor.of(dtype, values, count);
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
