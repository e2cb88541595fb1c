package dev.pushforward.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The same, served compressed and kept compressed. What is inside is pinned: compressors differ.
 *
 * @param content what is inside
 */
record Gzipped(Form content) implements Form {
    private static final int BUFFER = 1 << 16;

    @Override
    public void convert(InputStream original, OutputStream file) throws IOException {
        var out = new GZIPOutputStream(file, BUFFER);
        content.convert(new GZIPInputStream(original, BUFFER), out);
        out.finish();
    }

    @Override
    public InputStream pinned(InputStream file) throws IOException {
        return content.pinned(new GZIPInputStream(file, BUFFER));
    }
}
