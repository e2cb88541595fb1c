package dev.pushforward.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How the file that is kept comes from the original that is served. For a file kept as it is served,
 * {@code InputStream::transferTo}: then the sum of the original is pinned.
 */
@FunctionalInterface
public interface Form {
    /**
     * Writes the file; closes neither stream.
     *
     * @throws IOException if the original is not what it should be; the message says in which line
     */
    void convert(InputStream original, OutputStream file) throws IOException;

    /**
     * The bytes of the file whose sum is pinned: all of them, unless the same content can be written in several ways.
     */
    default InputStream pinned(InputStream file) throws IOException {
        return file;
    }
}
