package dev.pushforward.targets;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.PredictiveTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The posterior of Bayesian logistic regression with a prior whose precision is learned (Gershman, Hoffman and Blei
 * 2012, arXiv:1206.4665; Liu and Wang 2016, arXiv:1608.04471), on R^(d+1), weights w first, that of the intercept last
 * among them, then log alpha:
 *
 * <pre>{@code
 * log q = N/B sum_i log p(y_i | w . x_i) + (d/2 + a) log alpha - alpha (|w|^2 / 2 + b),   a = 1, b = 0.01,
 * }</pre>
 *
 * from {@code w | alpha ~ N(0, I / alpha)}, {@code alpha ~ Gamma(a, b)} with the Jacobian of the logarithm. The density
 * itself sums over all N training observations; its {@link #minibatch} over B of them, drawn uniformly with
 * replacement.
 *
 * <p>Cost per point and observation: 2 d operations for the density, 4 d for the score, 4 d for both. All stream over
 * the observations, unless something differentiates through x. The normaliser is not known and there are no exact
 * draws. In float32 the density of hundreds of thousands of observations is good to about 0.1 nats.
 */
public final class HierarchicalLogisticRegression implements DensityTarget, PredictiveTarget {
    private final Observations all; // held as a whole: whoever reads the same table shares it for that long
    private final LogisticPosterior posterior;
    private final Observations heldOut;
    private final int minibatch;

    /**
     * The posterior given data.
     *
     * @param design features {@code [rows, d]}, used as they are; the last column is 1 for an intercept
     * @param labels 0 or 1
     * @param training the first so many rows are observed, the others held out; at least one of each
     * @param minibatch B, at least 1; where there are not more observations, every step sees all
     * @throws IllegalArgumentException if sizes or values do not fit
     */
    public HierarchicalLogisticRegression(double[][] design, double[] labels, int training, int minibatch) {
        this(observations(design, labels), training, training, minibatch);
    }

    private HierarchicalLogisticRegression(Observations all, int training, int heldOutFrom, int minibatch) {
        int rows = all.count();
        if (training < 1 || training > heldOutFrom || heldOutFrom >= rows) {
            throw new IllegalArgumentException(training + " training rows, " + heldOutFrom + " rows not held out, "
                    + rows + " rows in all: must be 1 or more, and grow");
        }
        this.all = all;
        this.posterior = new LogisticPosterior(all.rows(0, training), 1);
        this.heldOut = all.rows(heldOutFrom, rows);
        this.minibatch = Require.atLeast(1, "minibatch", minibatch);
    }

    private static Observations observations(double[][] design, double[] labels) {
        int d = Require.atLeast(1, "number of features", design[0].length);
        if (labels.length != design.length || Arrays.stream(design).anyMatch(row -> row.length != d)) {
            throw new IllegalArgumentException(design.length + " rows, of which the first has " + d + " features, and "
                    + labels.length + " labels do not fit");
        }
        if (Arrays.stream(labels).anyMatch(y -> y != 0 && y != 1)) {
            throw new IllegalArgumentException("labels are " + Arrays.toString(labels) + ": must be 0 or 1");
        }
        Tensor features = Tensor.of(
                DType.FLOAT32,
                Arrays.stream(design).flatMapToDouble(Arrays::stream).toArray(),
                design.length,
                d);
        return new Observations(
                features.kept(), Tensor.of(DType.FLOAT32, labels, labels.length).kept());
    }

    /**
     * The posterior given a table, comma-separated numbers under one header line, the label last, plain or gzip:
     * features scaled to [0, 1] by their smallest and largest values over all rows, an intercept added, rows shuffled
     * by {@code split}, a fifth of them held out. Targets of one file and split share their rows, in float32.
     *
     * @param training of the rows not held out, the first so many are observed; 0 for all
     * @param minibatch B, at least 1
     * @throws IllegalArgumentException if the file cannot be read; the message names the line
     */
    public static HierarchicalLogisticRegression read(Path csv, long split, int training, int minibatch) {
        Observations all = SharedObservations.read(csv, split);
        int kept = (int) (0.8 * all.count());
        return new HierarchicalLogisticRegression(all, training == 0 ? kept : training, kept, minibatch);
    }

    /** Number of training observations, N. */
    public int observations() {
        return posterior.observations().count();
    }

    @Override
    public Space space() {
        return posterior.space();
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return posterior.logDensity(x);
    }

    @Override
    public Tensor score(Tensor x) {
        return posterior.score(x);
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        return posterior.evaluate(x);
    }

    @Override
    public boolean hasMinibatches() {
        return observations() > minibatch;
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        if (!hasMinibatches()) {
            return this;
        }
        int n = observations();
        int[] rows = random.generator().ints(minibatch, 0, n).toArray();
        return new LogisticPosterior(posterior.observations().chosen(rows), (double) n / minibatch);
    }

    @Override
    public int heldOut() {
        return heldOut.count();
    }

    @Override
    public Tensor logPredictive(Tensor x, int from, int to) {
        Observations some = heldOut.rows(from, to);
        return some.logLikelihood(some.logits(x.slice(1, 0, heldOut.features())));
    }
}
