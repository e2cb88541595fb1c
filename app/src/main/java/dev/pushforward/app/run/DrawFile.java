package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.Draws;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.AtomicFile;
import dev.pushforward.core.store.NpzWriter;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Scope;
import dev.pushforward.core.tensor.Tensor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws of a trained sampler, streamed to a file in blocks: memory does not grow with their number. The file appears when it is complete.
 * Formats by ending: {@code .npz} (array {@code draws}) and {@code .csv} (header {@code x1,x2,...}).
 */
public final class DrawFile {
    private static final int BLOCK = 1 << 16;
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final Path file;
    private final boolean csv;
    private final StopSignal stop;
    private final Progress progress;
    private long told = System.nanoTime();

    /**
     * A file to draw into; progress is told.
     *
     * @throws InputException if its ending is neither of the two or its folder is not there
     */
    public DrawFile(Path file, StopSignal stop, Progress progress) {
        String name = String.valueOf(file.getFileName());
        this.csv = name.endsWith(".csv");
        if (!csv && !name.endsWith(".npz")) {
            throw new InputException("cannot tell the format of " + file + ": its name must end in .npz or .csv");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new InputException("cannot write " + file + ": " + folder + " is no folder that is there: make it, or name a file elsewhere");
        }
        this.file = file;
        this.stop = stop;
        this.progress = progress;
    }

    /** How a block of draws is made. */
    @FunctionalInterface
    private interface Blocks {
        Tensor draw(int n, RandomStream random);
    }

    /**
     * Writes n draws.
     *
     * @param corrected whether the cell's corrector moves them first
     */
    public void write(Composition c, TrainedSampler sampler, long n, boolean corrected, DType dtype, RandomStream random) throws IOException {
        Blocks blocks = (count, r) -> {
            Draws drawn = c.draw(sampler, count, r.split("draw"));
            if (drawn.weights().isPresent()) {
                throw new InputException("sampler '" + c.cell().sampler().name() + "' gives weighted draws, which a file of draws cannot hold");
            }
            return corrected ? c.correct(drawn, r.split("correct")).draws().points() : drawn.points();
        };
        int d = c.target().dimension();
        AtomicFile.write(file, out -> {
            if (csv) {
                csv(out, blocks, n, d, dtype, random);
            } else {
                npz(out, blocks, n, d, dtype, random);
            }
        });
    }

    /** The key of the draws a user asks for with a seed of their own; independent of those the run measured. */
    public static RandomStream random(RunSettings run, int replicate, long seed) {
        return Streams.afterTraining(run, replicate).split("more").split(seed);
    }

    /** Before the draw of this number: stops if asked to, and tells every few seconds how far it is. */
    private void at(long from, long n) {
        stop.check("after " + from + " of " + n + " draws");
        if (System.nanoTime() - told > EVERY_NANOS) {
            told = System.nanoTime();
            progress.phase("", "drawn " + from + " of " + n);
        }
    }

    private void npz(OutputStream out, Blocks blocks, long n, int d, DType dtype, RandomStream random) throws IOException {
        try (NpzWriter npz = new NpzWriter(out)) {
            npz.begin("draws", dtype, n, d);
            for (long from = 0; from < n; from += BLOCK) {
                at(from, n);
                try (Scope scope = Scope.open()) {
                    npz.append(blocks.draw((int) Math.min(BLOCK, n - from), random.split(from)));
                }
            }
        }
    }

    private void csv(OutputStream out, Blocks blocks, long n, int d, DType dtype, RandomStream random) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        writer.write(IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).collect(Collectors.joining(",")) + "\n");
        for (long from = 0; from < n; from += BLOCK) {
            at(from, n);
            try (Scope scope = Scope.open()) {
                Tensor x = blocks.draw((int) Math.min(BLOCK, n - from), random.split(from));
                for (int i = 0; i < x.size(0); i++) {
                    for (int j = 0; j < d; j++) {
                        double value = x.get(i, j);
                        writer.write(j == 0 ? "" : ",");
                        writer.write(dtype == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value));
                    }
                    writer.write("\n");
                }
            }
        }
        writer.flush();
    }
}
