package dev.pushforward.core.train;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Work on a batch, cut into microbatches of 60 to 500 rows: their activations stay in a core's cache, and threads
 * take whole microbatches. The cut depends on the sizes of the batch and the network alone and microbatch m draws from
 * {@code random.split(m)}, so results are the same, bit for bit, for any number of threads. Everything a microbatch
 * makes lives in a {@link Scope} of its own.
 *
 * <p>A small batch of a large network is one piece, whose products the threads share: see {@link Workers#idle}.
 */
public final class Microbatches {
    /** Fewer rows than this are one piece: most of its time would go into what a piece costs whatever its size. */
    private static final int FEW_ROWS = 64;
    /**
     * The same for a large network: each piece would read all its weights, which takes longer than to multiply by them.
     */
    private static final int FEW_ROWS_OF_LARGE = 128;

    private static final int LARGE_NETWORK = 1_000_000;

    /** A batch is cut into so many pieces, which so many threads can take, where they get enough rows each. */
    private static final int PIECES = 8;
    /** Rows that are enough: a product copies its weights once for each piece, a twentieth of its time at 60 rows. */
    private static final int ENOUGH_ROWS = 60;

    private static final int ENOUGH_ROWS_OF_LARGE = 250;
    /** More rows than this leave the cache: a larger batch is cut into more pieces. */
    private static final int MOST_ROWS = 500;
    /** Pieces begin at multiples of this: the products' inner loops take so many rows at once, and fewer slower. */
    private static final int ALIGNMENT = 4;
    /**
     * Elements that all partial gradients together may have, if they are more than two: more cost more time to add up
     * than they save.
     */
    private static final long GRADIENT_ELEMENTS = 2_000_000;

    private Microbatches() {}

    /** What is computed for the rows of a microbatch: {@code [rows, d]}. */
    @FunctionalInterface
    public interface RowFunction {
        /** The values for these rows; {@code random} belongs to this microbatch. */
        Tensor apply(Rows rows, RandomStream random);
    }

    /** How a batch of n rows is cut. */
    public static List<Rows> cut(int n) {
        return cut(n, FEW_ROWS, ENOUGH_ROWS);
    }

    /** How a batch of n rows that go through a network is cut. */
    static List<Rows> cut(int n, Parameters network) {
        return network.flat().length() < LARGE_NETWORK ? cut(n) : cut(n, FEW_ROWS_OF_LARGE, ENOUGH_ROWS_OF_LARGE);
    }

    private static List<Rows> cut(int n, int few, int enough) {
        int pieces = n < few ? Math.min(n, 1) : Math.max(Math.clamp(n / enough, 2, PIECES), Math.ceilDiv(n, MOST_ROWS));
        return IntStream.range(0, pieces)
                .mapToObj(i -> new Rows(start(i, pieces, n), start(i + 1, pieces, n)))
                .toList();
    }

    /** The first row of piece i. */
    private static int start(int i, int pieces, int n) {
        return i == pieces ? n : (int) ((long) n * i / pieces / ALIGNMENT * ALIGNMENT);
    }

    /** Values for all rows of a batch, {@code [n, d]}, in the caller's scope; constants. */
    public static Tensor map(Workers workers, int n, int d, DType dtype, RandomStream random, RowFunction function) {
        return map(cut(n), workers, n, d, dtype, random, function);
    }

    /** The same where the function is a network's, in the pieces in which {@link #gradient} takes its rows. */
    public static Tensor map(
            Parameters network, Workers workers, int n, int d, RandomStream random, RowFunction function) {
        return map(cut(n, network), workers, n, d, network.dtype(), random, function);
    }

    private static Tensor map(
            List<Rows> cut, Workers workers, int n, int d, DType dtype, RandomStream random, RowFunction function) {
        Tensor out = TensorMemory.uninitialised(dtype, n, d);
        workers.run(cut.size(), m -> {
            try (Scope scope = Scope.open()) {
                TensorMemory.copy(
                        function.apply(cut.get(m), random.split(m)), cut.get(m).of(out));
            }
        });
        return out;
    }

    /**
     * The mean loss of a batch and its gradient.
     *
     * @param what the loss's name, for messages
     * @param n rows of the batch
     * @param parameters what to differentiate with respect to
     * @param gradient where the gradient goes, overwritten
     * @param loss the loss of each row, {@code [rows]}
     * @return the mean loss
     * @throws DivergenceException if the loss of a row is not finite; the first such row is named
     */
    public static double gradient(
            String what,
            Workers workers,
            int n,
            RandomStream random,
            Parameters parameters,
            GradientSum gradient,
            RowFunction loss) {
        List<Rows> cut = cut(n, parameters);
        double[] totals = new double[cut.size()];
        List<Parameters> partial = gradient.partial(lanes(cut.size(), parameters));
        int lanes = partial.size();
        workers.run(lanes, lane -> {
            Parameters sum = partial.get(lane);
            for (int m = lane; m < cut.size(); m += lanes) {
                try (Scope scope = Scope.open()) {
                    Tensor perRow = loss.apply(cut.get(m), random.split(m));
                    totals[m] = total(what, perRow, cut.get(m));
                    Gradient mean = Gradient.of(perRow, Tensor.full(perRow.dtype(), 1.0 / n, perRow.shape()));
                    if (m == lane) {
                        mean.overwrite(parameters.tensors(), sum.tensors());
                    } else {
                        mean.accumulate(parameters.tensors(), sum.tensors());
                    }
                }
            }
        });
        gradient.addUp(lanes, workers);
        double total = 0;
        for (double t : totals) {
            total += t;
        }
        return total / n;
    }

    /** Partial sums, a number fixed by the sizes: each adds its microbatches in order, then they are added in order. */
    private static int lanes(int pieces, Parameters parameters) {
        return (int) Math.min(
                pieces, Math.max(2, GRADIENT_ELEMENTS / parameters.flat().length()));
    }

    private static double total(String what, Tensor perRow, Rows rows) {
        if (perRow.rank() != 1 || perRow.size(0) != rows.count()) {
            throw new TrainingException("the " + what + " has shape " + perRow.shapeText() + " for " + rows.count()
                    + " rows: must be [" + rows.count() + "]");
        }
        perRow.firstNonFiniteRow().ifPresent(i -> {
            throw new DivergenceException(
                    "the " + what + " is " + perRow.get(i) + " at row " + (rows.from() + i) + " of the batch");
        });
        double sum = 0;
        for (int i = 0; i < rows.count(); i++) {
            sum += perRow.get(i);
        }
        return sum;
    }
}
