package dev.pushforward.app.run;

import dev.pushforward.core.Draws;
import dev.pushforward.core.store.NpzWriter;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * NumPy's format: array {@code draws}, {@code [n, d]}, then {@code log_weights}, {@code [n]}, of weighted draws. An
 * array is written as a whole, so the log weights wait in a spool.
 */
final class NpzDraws implements DrawWriter {
    private static final int BLOCK = 1 << 16;

    private final NpzWriter npz;
    private final Spool logWeights;
    private final DType dtype;
    private final long n;
    private boolean weighted;

    /** Of n draws of d coordinates; {@code file} is where a spool may be put beside. */
    NpzDraws(OutputStream out, Path file, long n, int d, DType dtype) throws IOException {
        this.npz = new NpzWriter(out);
        this.logWeights = new Spool(file, "log-weights", dtype);
        this.dtype = dtype;
        this.n = n;
        npz.begin("draws", dtype, n, d);
    }

    @Override
    public void append(Draws block) throws IOException {
        npz.append(block.points());
        if (block.logWeights().isPresent()) {
            weighted = true;
            logWeights.append(block.logWeights().get());
        }
    }

    @Override
    public void finish() throws IOException {
        if (weighted) {
            npz.begin("log_weights", dtype, n);
            for (long from = 0; from < n; from += BLOCK) {
                try (Scope scope = Scope.open()) {
                    npz.append(logWeights.read(from, (int) Math.min(BLOCK, n - from)));
                }
            }
        }
        npz.close();
    }

    @Override
    public void close() throws IOException {
        logWeights.close();
    }
}
