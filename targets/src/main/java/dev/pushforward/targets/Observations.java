package dev.pushforward.targets;

import dev.pushforward.core.random.Permutation;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Labelled observations, in float32.
 *
 * @param design features {@code [N, d]}, of which the last is 1 everywhere: the intercept
 * @param labels {@code [N]}, 0 or 1
 */
record Observations(Tensor design, Tensor labels) {
    private static final int BLOCK = 4096;

    /**
     * Those of a table with the label last: each feature on a straight line to [0, 1] by its smallest and its largest
     * value, a constant one to 0; rows in an order drawn from the seed. Reads the file twice and holds nothing but the
     * result.
     *
     * @throws IllegalArgumentException if the file cannot be read; the message names the line
     */
    static Observations read(Path csv, long seed) {
        try {
            return readUnchecked(csv, seed);
        } catch (IOException e) {
            throw new IllegalArgumentException(csv + " cannot be read: " + e, e);
        }
    }

    private static Observations readUnchecked(Path csv, long seed) throws IOException {
        int n;
        try (var lines = new NumberLines(csv)) {
            n = lines.countRest();
        }
        int[] places = Permutation.of(n, RandomStream.of(seed).generator());
        try (var lines = new NumberLines(csv)) {
            int d = lines.columns(); // the label's column becomes that of the intercept
            Tensor design = TensorMemory.own(DType.FLOAT32, n, d);
            double[] labels = new double[n];
            double[] least = filled(d, Double.POSITIVE_INFINITY);
            double[] most = filled(d, Double.NEGATIVE_INFINITY);
            double[] block = new double[BLOCK * d];
            for (int from = 0; from < n; from += BLOCK) {
                int rows = Math.min(BLOCK, n - from);
                for (int i = 0; i < rows; i++) {
                    lines.next(block, i * d);
                    labels[places[from + i]] = label(block[i * d + d - 1], csv, lines.line());
                    block[i * d + d - 1] = 1;
                    for (int j = 0; j < d; j++) {
                        least[j] = Math.min(least[j], block[i * d + j]);
                        most[j] = Math.max(most[j], block[i * d + j]);
                    }
                }
                try (Scope scope = Scope.open()) {
                    Tensor read =
                            Tensor.of(DType.FLOAT32, rows == BLOCK ? block : Arrays.copyOf(block, rows * d), rows, d);
                    TensorMemory.copyRows(read, Arrays.copyOfRange(places, from, from + rows), design);
                }
            }
            least[d - 1] = 0; // the intercept stays 1
            scale(design, least, most);
            return new Observations(design, Tensor.of(DType.FLOAT32, labels, n).kept());
        }
    }

    private static void scale(Tensor design, double[] least, double[] most) {
        int n = design.size(0);
        int d = design.size(1);
        double[] factors = new double[d];
        for (int j = 0; j < d; j++) {
            factors[j] = most[j] > least[j] ? 1 / (most[j] - least[j]) : 0;
        }
        Tensor origin = design.like(least, d).kept();
        Tensor factor = design.like(factors, d).kept();
        for (int from = 0; from < n; from += BLOCK) {
            try (Scope scope = Scope.open()) {
                Tensor rows = design.slice(0, from, Math.min(n, from + BLOCK));
                TensorMemory.copy(rows.sub(origin).mul(factor), rows);
            }
        }
    }

    private static double[] filled(int d, double value) {
        double[] all = new double[d];
        Arrays.fill(all, value);
        return all;
    }

    private static double label(double value, Path csv, long line) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException(csv + " line " + line + ": the label is " + value + ": must be 0 or 1");
        }
        return value;
    }

    int count() {
        return design.size(0);
    }

    int features() {
        return design.size(1);
    }

    /** Some in a row; shares memory. */
    Observations rows(int from, int to) {
        return new Observations(design.slice(0, from, to), labels.slice(0, from, to));
    }

    /** Copies of these. */
    Observations chosen(int... rows) {
        return new Observations(design.gather(rows), labels.gather(rows));
    }

    /** The logits {@code [n, N]} of parameters {@code [n, d]}, in their precision. */
    Tensor logits(Tensor w) {
        return w.matmulTransposed(design.cast(w.dtype()));
    }

    /** {@code sum_i (y_i - sigmoid(l_i)) x_i}, {@code [n, d]}, given the logits l: the gradient of the likelihood. */
    Tensor pull(Tensor logits) {
        return labels.cast(logits.dtype()).sub(logits.sigmoid()).matmul(design.cast(logits.dtype()));
    }

    /** Log probabilities {@code [n, N]} of the labels, given the logits. */
    Tensor logLikelihood(Tensor logits) {
        return logits.mul(labels.cast(logits.dtype())).sub(logits.softplus());
    }
}
