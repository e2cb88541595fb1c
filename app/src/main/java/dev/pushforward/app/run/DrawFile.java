package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Draws;
import dev.pushforward.core.SystematicResampling;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.AtomicFile;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Draws of a trained sampler, streamed to a file in blocks: memory does not grow with their number. The file appears
 * when it is complete. Formats by ending: {@code .npz} ({@link NpzDraws}) and
 * {@code .csv} ({@link CsvDraws}).
 */
public final class DrawFile {
    private static final int BLOCK = 1 << 16;

    /** What is done with draws before they are written; in this order. */
    public enum Treatment {
        /** Weighted draws become as many equally weighted ones, by {@link SystematicResampling} over all of them. */
        RESAMPLED,
        /** The cell's corrector moves them. */
        CORRECTED
    }

    /**
     * What was written.
     *
     * @param stuck draws that the corrector left where the density is 0, see {@link Correction#stuck}
     * @param effectiveSampleSize of weighted draws, before any resampling; empty of equally weighted ones
     */
    public record Written(long stuck, OptionalDouble effectiveSampleSize) {}

    private final Path file;
    private final boolean csv;
    private final StopSignal stop;
    private final Stages stages;

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

    /**
     * Writes n draws.
     *
     * @throws InputException if equally weighted draws are to be resampled, or no draw has weight
     */
    public Written write(
            Composition c, TrainedSampler sampler, long n, Set<Treatment> treatments, DType dtype, RandomStream random)
            throws IOException {
        var writing = new Writing(c, sampler, n, treatments, dtype, random);
        int d = c.target().dimension();
        AtomicFile.write(file, out -> {
            try (DrawWriter to = csv ? new CsvDraws(out, d, dtype) : new NpzDraws(out, file, n, d, dtype)) {
                stages.run("", treatments.contains(Treatment.CORRECTED) ? "drawing and correcting" : "drawing", () -> {
                    writing.write(to);
                    return true;
                });
                to.finish();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        return writing.written();
    }

    /** The key of the draws a user asks for with a seed of their own; independent of those the run measured. */
    public static RandomStream random(RunSettings run, int replicate, long seed) {
        return Streams.afterTraining(run, replicate).split("more").split(seed);
    }

    /** The making of one file. */
    private final class Writing {
        private final Composition c;
        private final TrainedSampler sampler;
        private final long n;
        private final Set<Treatment> treatments;
        private final DType dtype;
        private final RandomStream random;
        private final WeightSums sums = new WeightSums();
        private boolean weighted;
        private long stuck;

        Writing(
                Composition c,
                TrainedSampler sampler,
                long n,
                Set<Treatment> treatments,
                DType dtype,
                RandomStream random) {
            this.c = c;
            this.sampler = sampler;
            this.n = n;
            this.treatments = treatments;
            this.dtype = dtype;
            this.random = random;
        }

        Written written() {
            return new Written(
                    stuck, weighted ? OptionalDouble.of(sums.effectiveSampleSize()) : OptionalDouble.empty());
        }

        void write(DrawWriter to) {
            long blocks = (n + BLOCK - 1) / BLOCK;
            try {
                if (treatments.contains(Treatment.RESAMPLED)) {
                    resampled(to, Workload.of(2 * blocks));
                } else {
                    drawn(Workload.of(blocks), (block, key) -> to.append(corrected(block, key)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** All draws, in blocks with the key of each. */
        private void drawn(Workload work, Step step) throws IOException {
            for (long from = 0; from < n; from += BLOCK) {
                stop.check("after " + from + " of " + n + " draws");
                RandomStream key = random.split(from);
                int count = count(from);
                try (Scope scope = Scope.open()) {
                    Draws block = work.unit(() -> c.draw(sampler, count, key.split("draw")));
                    weighted |= block.logWeights().isPresent();
                    block.logWeights().ifPresent(sums::add);
                    step.take(block, key);
                }
            }
        }

        private int count(long from) {
            return (int) Math.min(BLOCK, n - from);
        }

        private Draws corrected(Draws draws, RandomStream key) {
            if (!treatments.contains(Treatment.CORRECTED)) {
                return draws;
            }
            Correction moved = c.correct(draws, key.split("correct"));
            stuck += moved.stuck();
            return moved.draws();
        }

        /** As many copies as draws, which wait in a spool until all weights are known. */
        private void resampled(DrawWriter to, Workload work) throws IOException {
            String who = "sampler '" + c.cell().sampler().name() + "' ";
            try (Spool points = new Spool(file, "points", dtype);
                    Spool logWeights = new Spool(file, "weights", dtype)) {
                drawn(work, (block, key) -> {
                    points.append(block.points());
                    logWeights.append(block.logWeights()
                            .orElseThrow(() ->
                                    new InputException(who + "gives equally weighted draws: leave --resample out")));
                });
                if (n > 0 && sums.effectiveSampleSize() == 0) {
                    throw new InputException(who + "gave " + n + " log weights of -infinity: no draw counts");
                }
                double sum = 0;
                for (long from = 0; from < n; from += BLOCK) {
                    for (double w : weights(logWeights, from)) {
                        sum += w;
                    }
                }
                var resampling = new SystematicResampling(sum, n, random.split("resample"));
                for (long from = 0; from < n; from += BLOCK) {
                    stop.check("after " + from + " of " + n + " draws were resampled");
                    RandomStream key = random.split("copies").split(from);
                    double[] weights = weights(logWeights, from);
                    int[] rows = new int[BLOCK];
                    int taken = 0;
                    long full = 0; // blocks of copies of this block's draws
                    for (int i = 0; i < weights.length; i++) {
                        for (long copies = resampling.copies(weights[i]); copies > 0; copies--) {
                            rows[taken++] = i;
                            if (taken == BLOCK) {
                                copy(points, from, rows, to, key.split(full++));
                                taken = 0;
                            }
                        }
                    }
                    copy(points, from, Arrays.copyOf(rows, taken), to, key.split(full));
                    work.done(1);
                }
            }
        }

        /** The weights of a block, in units of the largest of all. */
        private double[] weights(Spool logWeights, long from) throws IOException {
            try (Scope scope = Scope.open()) {
                double[] logs = logWeights.read(from, count(from)).toDoubleArray();
                return Arrays.stream(logs)
                        .map(l -> Math.exp(l - sums.largest()))
                        .toArray();
            }
        }

        /** These rows of the block that begins at {@code from}. */
        private void copy(Spool points, long from, int[] rows, DrawWriter to, RandomStream key) throws IOException {
            int d = c.target().dimension();
            try (Scope scope = Scope.open()) {
                Tensor block = points.read(from * d, count(from) * d).reshape(count(from), d);
                to.append(corrected(Draws.of(block.gather(rows)), key));
            }
        }
    }

    /** What is done with a block that was drawn. */
    @FunctionalInterface
    private interface Step {
        void take(Draws block, RandomStream key) throws IOException;
    }
}
