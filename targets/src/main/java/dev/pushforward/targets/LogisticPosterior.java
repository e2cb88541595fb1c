package dev.pushforward.targets;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.function.Function;

/**
 * The posterior of {@link HierarchicalLogisticRegression} given observations that count so many times each.
 * Observations pass in blocks: where nothing differentiates through x, memory does not grow with their number.
 *
 * @param observations what was observed
 * @param weight how often each counts
 */
record LogisticPosterior(Observations observations, double weight) implements DensityTarget {
    private static final double SHAPE = 1; // of the Gamma prior of alpha
    private static final double RATE = 0.01;
    private static final int BLOCK = 4096;

    private int features() {
        return observations.features();
    }

    @Override
    public Space space() {
        return new Euclidean(features() + 1);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor w = x.slice(1, 0, features());
        return logDensity(x, sum(w, some -> some.logLikelihood(some.logits(w)).sum(1)));
    }

    /**
     * {@code N/B sum_i (y_i - sigmoid(l_i)) x_i - alpha w} and {@code d/2 + a - alpha (|w|^2 / 2 + b)}: two products
     * per block.
     */
    @Override
    public Tensor score(Tensor x) {
        Tensor w = x.slice(1, 0, features());
        return score(x, sum(w, some -> some.pull(some.logits(w))));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        Tensor w = x.slice(1, 0, features());
        Tensor both = sum(w, some -> {
            Tensor logits = some.logits(w);
            return Tensor.concat(1, some.logLikelihood(logits).sum(1).unsqueeze(1), some.pull(logits)); // [n, 1 + d]
        });
        return new Evaluation(logDensity(x, both.column(0)), score(x, both.slice(1, 1, 1 + features())));
    }

    private Tensor logDensity(Tensor x, Tensor likelihood) {
        Tensor w = x.slice(1, 0, features());
        Tensor logAlpha = x.column(features());
        Tensor penalty = w.square().sum(1).mul(0.5).add(RATE).mul(logAlpha.exp());
        return logAlpha.mul(0.5 * features() + SHAPE).sub(penalty).add(likelihood.mul(weight));
    }

    private Tensor score(Tensor x, Tensor pull) {
        Tensor w = x.slice(1, 0, features());
        Tensor alpha = x.slice(1, features(), features() + 1).exp(); // [n, 1]
        Tensor ofWeights = pull.mul(weight).sub(w.mul(alpha));
        Tensor penalty = w.square().sum(1).unsqueeze(1).mul(0.5).add(RATE).mul(alpha);
        return Tensor.concat(1, ofWeights, penalty.neg().add(0.5 * features() + SHAPE));
    }

    /** A term summed over the blocks of observations. */
    private Tensor sum(Tensor w, Function<Observations, Tensor> term) {
        int n = observations.count();
        Tensor total = term.apply(observations.rows(0, Math.min(n, BLOCK)));
        for (int from = BLOCK; from < n; from += BLOCK) {
            Observations block = observations.rows(from, Math.min(n, from + BLOCK));
            if (w.isTracked()) {
                total = total.add(term.apply(block));
            } else {
                try (Scope scope = Scope.open()) {
                    TensorMemory.add(1, term.apply(block), total);
                }
            }
        }
        return total;
    }
}
