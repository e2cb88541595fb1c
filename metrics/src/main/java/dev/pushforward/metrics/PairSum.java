package dev.pushforward.metrics;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import dev.pushforward.tensor.parallel.Workload;

/**
 * Weighted sums {@code sum_ij w_i v_j k(x_i, y_j)} over all pairs, in blocks: memory does not grow with the number of
 * points. Blocks of rows go to threads and are added in order, in double, so the result does not depend on the number
 * of threads.
 */
final class PairSum {
    private static final int BLOCK = 512;

    private PairSum() {}

    /** Kernel values of the rows from..to of one sample against the rows fromOther..toOther of another, as a matrix. */
    @FunctionalInterface
    interface Kernel {
        Tensor of(int from, int to, int fromOther, int toOther);
    }

    /** Over all pairs of two samples. */
    static double across(Workers workers, Sample x, Sample y, Kernel kernel) {
        return sum(workers, x, y, kernel, false);
    }

    /** Over the pairs of different points of one sample, for a symmetric kernel. */
    static double within(Workers workers, Sample x, Kernel kernel) {
        return sum(workers, x, x, kernel, true);
    }

    private static double sum(Workers workers, Sample x, Sample y, Kernel kernel, boolean ordered) {
        int blocks = (x.count() + BLOCK - 1) / BLOCK;
        double[] totals = new double[blocks];
        long columns = (y.count() + BLOCK - 1) / BLOCK;
        Workload work = Workload.of(ordered ? blocks * (blocks + 1L) / 2 : blocks * columns);
        workers.run(blocks, b -> {
            int from = b * BLOCK;
            int to = Math.min(x.count(), from + BLOCK);
            for (int fromOther = ordered ? from : 0; fromOther < y.count(); fromOther += BLOCK) {
                int toOther = Math.min(y.count(), fromOther + BLOCK);
                try (Scope scope = Scope.open()) {
                    Tensor k = kernel.of(from, to, fromOther, toOther);
                    if (ordered && fromOther == from) {
                        totals[b] += upperTriangle(k, x, from);
                    } else {
                        double both = ordered ? 2 : 1; // (i, j) and (j, i)
                        totals[b] += both * weighted(k, x, from, to, y, fromOther, toOther);
                    }
                }
                work.done(1);
            }
        });
        double sum = 0;
        for (double t : totals) {
            sum += t;
        }
        return sum;
    }

    private static double weighted(Tensor k, Sample x, int from, int to, Sample y, int fromOther, int toOther) {
        // a sum in float32 depends on the BLAS in its sixth digit
        double[] rows =
                k.cast(DType.FLOAT64).matmul(y.weightColumn(fromOther, toOther)).toDoubleArray();
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x.weights()[i] * rows[i - from];
        }
        return sum;
    }

    /** Twice the sum above the diagonal of a block on the diagonal: the points themselves are left out. */
    private static double upperTriangle(Tensor k, Sample x, int from) {
        int n = k.size(0);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = i + 1; j < n; j++) {
                row += x.weights()[from + j] * k.get(i, j);
            }
            sum += x.weights()[from + i] * row;
        }
        return 2 * sum;
    }
}
