package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Draws;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.AtomicFile;
import dev.pushforward.core.store.NpzWriter;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws of a trained sampler, streamed to a file in blocks: memory does not grow with their number. The file appears
 * when it is complete. Formats by ending: {@code .npz} (array {@code draws}) and {@code .csv} (header
 * {@code x1,x2,...}).
 */
public final class DrawFile {
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final boolean csv;
    private final StopSignal stop;
    private final Stages stages;
    private long stuck;

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
            throw new InputException("cannot write " + file + ": " + folder
                    + " does not exist or is not a folder: create it, or name another file");
        }
        this.file = file;
        this.stop = stop;
        this.stages = new Stages(progress, stop);
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
     * @return how many of them the corrector left where the density is 0, see {@link Correction#stuck}
     */
    public long write(
            Composition c, TrainedSampler sampler, long n, boolean corrected, DType dtype, RandomStream random)
            throws IOException {
        Blocks blocks = (count, r) -> {
            Draws drawn = c.draw(sampler, count, r.split("draw"));
            if (drawn.logWeights().isPresent()) {
                throw new InputException("sampler '" + c.cell().sampler().name()
                        + "' gives weighted draws, which a file of draws cannot hold");
            }
            if (!corrected) {
                return drawn.points();
            }
            Correction moved = c.correct(drawn, r.split("correct"));
            stuck += moved.stuck();
            return moved.draws().points();
        };
        int d = c.target().dimension();
        stuck = 0;
        AtomicFile.write(file, out -> {
            try {
                stages.run("", corrected ? "drawing and correcting" : "drawing", () -> {
                    stream(out, blocks, n, d, dtype, random);
                    return true;
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        return stuck;
    }

    private void stream(OutputStream out, Blocks blocks, long n, int d, DType dtype, RandomStream random) {
        try {
            if (csv) {
                csv(out, blocks, n, d, dtype, random);
            } else {
                npz(out, blocks, n, d, dtype, random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of the draws a user asks for with a seed of their own; independent of those the run measured. */
    public static RandomStream random(RunSettings run, int replicate, long seed) {
        return Streams.afterTraining(run, replicate).split("more").split(seed);
    }

    private void npz(OutputStream out, Blocks blocks, long n, int d, DType dtype, RandomStream random)
            throws IOException {
        try (NpzWriter npz = new NpzWriter(out)) {
            npz.begin("draws", dtype, n, d);
            Workload work = Workload.of((n + BLOCK - 1) / BLOCK);
            for (long from = 0; from < n; from += BLOCK) {
                stop.check("after " + from + " of " + n + " draws");
                long first = from;
                try (Scope scope = Scope.open()) {
                    npz.append(work.unit(() -> blocks.draw((int) Math.min(BLOCK, n - first), random.split(first))));
                }
            }
        }
    }

    private void csv(OutputStream out, Blocks blocks, long n, int d, DType dtype, RandomStream random)
            throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        writer.write(IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).collect(Collectors.joining(",")) + "\n");
        Workload work = Workload.of((n + BLOCK - 1) / BLOCK);
        for (long from = 0; from < n; from += BLOCK) {
            stop.check("after " + from + " of " + n + " draws");
            long first = from;
            try (Scope scope = Scope.open()) {
                Tensor x = work.unit(() -> blocks.draw((int) Math.min(BLOCK, n - first), random.split(first)));
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
