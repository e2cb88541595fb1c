package dev.pushforward.targets;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The posterior of Bayesian logistic regression on R^(d+1), weights first and bias last, with prior N(0, 1) on all of
 * them: {@code log q(w, b) = -(|w|^2 + b^2) / 2 - sum_i [softplus(l_i) - y_i l_i]}, {@code l_i = w . x_i + b}, labels y
 * in {0, 1}. Features are standardised by their mean and population standard deviation over all rows; so were they by
 * Song, Zhao and Ermon (2017, arXiv:1706.07561).
 *
 * <p>The density costs one product {@code [n, d+1] [d+1, N]}, the score two, both together two. The normaliser is not
 * known and there are no exact draws.
 */
public final class LogisticRegression implements DensityTarget {
    private final int dimension;
    private final Tensor design64; // [N, d+1], a column of ones last
    private final Tensor design32;
    private final double[] labels;

    /**
     * The posterior given data.
     *
     * @param features {@code [N, d]}, in any units
     * @param labels {@code [N]}, 0 or 1
     * @throws IllegalArgumentException if the sizes do not fit, a label is neither 0 nor 1, or a feature is constant or
     *     not finite
     */
    public LogisticRegression(double[][] features, double[] labels) {
        int rows = Require.atLeast(1, "number of rows", features.length);
        int d = Require.atLeast(1, "number of features", features[0].length);
        if (labels.length != rows || Arrays.stream(features).anyMatch(row -> row.length != d)) {
            throw new IllegalArgumentException(rows + " rows, of which the first has " + d + " features, and "
                    + labels.length + " labels do not fit");
        }
        for (int i = 0; i < rows; i++) {
            if (labels[i] != 0 && labels[i] != 1) {
                throw new IllegalArgumentException("label " + i + " is " + labels[i] + ": must be 0 or 1");
            }
        }
        this.dimension = d + 1;
        this.labels = labels.clone();
        double[] design = new double[rows * dimension];
        for (int j = 0; j < d; j++) {
            int column = j;
            double mean = Arrays.stream(features)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double variance = Arrays.stream(features)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow();
            double sd = Math.sqrt(variance);
            if (!(sd > 0 && sd < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "feature " + j + " has standard deviation " + sd + ": it is constant or not finite");
            }
            for (int i = 0; i < rows; i++) {
                design[i * dimension + j] = (features[i][j] - mean) / sd;
            }
        }
        for (int i = 0; i < rows; i++) {
            design[i * dimension + d] = 1;
        }
        this.design64 = Tensor.of(DType.FLOAT64, design, rows, dimension).kept();
        this.design32 = design64.cast(DType.FLOAT32).kept();
    }

    /**
     * The posterior given a table: comma-separated numbers under one header line, the label last.
     *
     * @throws IllegalArgumentException if the file cannot be read; the message names the line
     */
    public static LogisticRegression read(Path csv) {
        double[][] rows = Table.read(csv);
        double[][] features = Arrays.stream(rows)
                .map(row -> Arrays.copyOf(row, row.length - 1))
                .toArray(double[][]::new);
        double[] labels =
                Arrays.stream(rows).mapToDouble(row -> row[row.length - 1]).toArray();
        try {
            return new LogisticRegression(features, labels);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(csv + ": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return logDensity(x, logits(x));
    }

    /** {@code -x + sum_i (y_i - sigmoid(l_i)) x_i}. */
    @Override
    public Tensor score(Tensor x) {
        return score(x, logits(x));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        Tensor logits = logits(x);
        return new Evaluation(logDensity(x, logits), score(x, logits));
    }

    /** {@code l}, {@code [n, N]}. */
    private Tensor logits(Tensor x) {
        return x.matmulTransposed(design(x));
    }

    private Tensor logDensity(Tensor x, Tensor logits) {
        Tensor loss =
                logits.softplus().sub(logits.mul(x.like(labels, labels.length))).sum(1);
        return x.square().sum(1).mul(-0.5).sub(loss);
    }

    private Tensor score(Tensor x, Tensor logits) {
        Tensor residual = x.like(labels, labels.length).sub(logits.sigmoid());
        return residual.matmul(design(x)).sub(x);
    }

    private Tensor design(Tensor x) {
        return x.dtype() == DType.FLOAT32 ? design32 : design64;
    }
}
