package dev.pushforward.correctors;

import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The squared Euclidean distances between all pairs of n points, the pairs of a point with itself included, a block of
 * {@value #BLOCK} by {@value #BLOCK} at a time: each block is one matrix product, and memory does not grow with
 * {@code n^2}. What rounding makes negative is 0.
 */
final class PairwiseDistances {
    private static final int BLOCK = 256;
    /** Of the 31 bits of a float that is not negative, whose order is that of the numbers. */
    private static final int LOW_BITS = 15;

    private static final int HIGH_BINS = 1 << (31 - LOW_BITS);
    private static final int LOW_BINS = 1 << LOW_BITS;

    private final Tensor x; // [n, d]
    private final Tensor squares; // [n]
    private final List<Rows> blocks;

    /** Between the rows of {@code x}, which rounds best when it is centred. */
    PairwiseDistances(Tensor x) {
        this.x = x;
        this.squares = x.square().sum(1);
        int n = x.size(0);
        this.blocks = IntStream.range(0, (n + BLOCK - 1) / BLOCK)
                .mapToObj(b -> new Rows(b * BLOCK, Math.min(n, (b + 1) * BLOCK)))
                .toList();
    }

    /** The cut of the rows, and of the columns. */
    List<Rows> blocks() {
        return blocks;
    }

    /** {@code [rows, columns]}. */
    Tensor of(Rows rows, Rows columns) {
        Tensor sums = rows.of(squares).unsqueeze(1).add(columns.of(squares));
        return sums.sub(rows.of(x).matmulTransposed(columns.of(x)).mul(2)).clip(0, Double.MAX_VALUE);
    }

    /**
     * The largest distance of a point from itself, rounded like the median: 0 but for rounding, so that no distance so
     * small is known.
     */
    double rounding() {
        double largest = 0;
        for (Rows rows : blocks) {
            try (Scope scope = Scope.open()) {
                Tensor block = of(rows, rows);
                for (int i = 0; i < rows.count(); i++) {
                    largest = Math.max(largest, (float) block.get(i, i));
                }
            }
        }
        return largest;
    }

    /**
     * The median of all {@code n^2} of them, rounded to float32: two passes of counting, one more where the middle pair
     * falls apart. Threads change no bit.
     */
    double median(Workers workers) {
        long[] high = histogram(workers, HIGH_BINS, key -> key >>> LOW_BITS);
        Map<Integer, long[]> low = new HashMap<>();
        long pairs = (long) x.size(0) * x.size(0);
        return 0.5 * (ranked(workers, (pairs - 1) / 2, high, low) + ranked(workers, pairs / 2, high, low));
    }

    /** The distance that so many others come before. */
    private double ranked(Workers workers, long rank, long[] high, Map<Integer, long[]> low) {
        long left = rank;
        int bin = 0;
        while (left >= high[bin]) {
            left -= high[bin++];
        }
        int top = bin;
        long[] within = low.computeIfAbsent(
                top, b -> histogram(workers, LOW_BINS, key -> key >>> LOW_BITS == b ? key & (LOW_BINS - 1) : -1));
        int rest = 0;
        while (left >= within[rest]) {
            left -= within[rest++];
        }
        return Float.intBitsToFloat(top << LOW_BITS | rest);
    }

    /** How many distances fall into each bin; those of a negative bin are not counted. */
    private long[] histogram(Workers workers, int bins, IntUnaryOperator binOfKey) {
        long[] total = new long[bins];
        workers.run(blocks.size(), b -> {
            int[] counts = new int[bins];
            for (Rows columns : blocks) {
                try (Scope scope = Scope.open()) {
                    for (double distance : of(blocks.get(b), columns).toDoubleArray()) {
                        int bin = binOfKey.applyAsInt(Float.floatToRawIntBits((float) distance) & Integer.MAX_VALUE);
                        if (bin >= 0) {
                            counts[bin]++;
                        }
                    }
                }
            }
            synchronized (total) { // whole numbers: the order of the sum does not matter
                for (int i = 0; i < bins; i++) {
                    total[i] += counts[i];
                }
            }
        });
        return total;
    }
}
