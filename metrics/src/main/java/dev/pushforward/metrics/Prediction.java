package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.PredictiveTarget;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How well draws predict what was held out, by the mean of their predictive probabilities:
 * {@code p_i = 1/n sum_j p(y_i | x_j)}. The accuracy is the share of held-out observations of which {@code p_i > 1/2},
 * which for labels of two kinds says that the likelier one was right; the log predictive density is the mean of
 * {@code log p_i}, in nats.
 *
 * <p>Only the first draws count, so many as the settings say: the mean over more draws predicts a little better, and
 * published numbers are of 100. Weighted draws count with their self-normalised weights. Cost: one predictive
 * probability per draw and held-out observation, in blocks of both: memory grows with neither.
 *
 * <p>Standard errors are those of the choice of the m held-out observations, given the draws: the binomial one of the
 * accuracy, which is {@code 1 / (m + 1)} instead of 0 where all are right or none is (as {@link ModeWeights} has it for
 * an empty mode), and {@code sd / sqrt(m)} with {@code m - 1} of the other; of one observation that has none.
 */
public final class Prediction implements Metric {
    private static final int OBSERVATIONS = 4096; // of a block
    private static final int DRAWS = 256;

    private final int most;
    private final Compute compute;

    /**
     * By so many draws.
     *
     * @param draws of more draws, the first so many count; at least 1
     */
    public Prediction(int draws, Compute compute) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws = " + draws + ": must be at least 1");
        }
        this.most = draws;
        this.compute = compute;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PREDICTION);
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        Draws draws = subject.draws();
        if (!(subject.target() instanceof PredictiveTarget predictive)) {
            throw new IllegalArgumentException("a prediction needs held-out observations, and "
                    + subject.target().name() + " has none");
        }
        Sample all = Sample.of("draws", draws);
        int n = Math.min(most, all.count());
        Tensor points = all.x().slice(0, 0, n);
        double[] weights = Sample.of(
                        "draws", new Draws(points, draws.logWeights().map(w -> w.slice(0, 0, n))))
                .weights();
        double[] p = logPredictive(predictive, points, weights);
        long right = 0;
        double sum = 0;
        for (double log : p) {
            right += log > Math.log(0.5) ? 1 : 0;
            sum += log;
        }
        double m = p.length;
        double accuracy = right / m;
        double ofAccuracy = right == 0 || right == p.length ? 1 / (m + 1) : Math.sqrt(accuracy * (1 - accuracy) / m);
        double mean = sum / m;
        double squares =
                Arrays.stream(p).map(log -> (log - mean) * (log - mean)).sum();
        OptionalDouble ofMean =
                p.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / (m - 1) / m));
        return List.of(
                higher("test-accuracy", accuracy, OptionalDouble.of(ofAccuracy), "1"),
                higher("test-log-predictive", mean, ofMean, "nats"));
    }

    private static Measurement higher(String name, double value, OptionalDouble standardError, String unit) {
        return new Measurement(name, value, standardError, unit, Measurement.Better.HIGHER, OptionalDouble.empty());
    }

    /** {@code log p_i} of every held-out observation. */
    private double[] logPredictive(PredictiveTarget target, Tensor x, double[] weights) {
        int m = target.heldOut();
        double[] p = new double[m];
        Arrays.fill(p, Double.NEGATIVE_INFINITY);
        Tensor logWeights = x.like(Arrays.stream(weights).map(Math::log).toArray(), weights.length, 1);
        int blocks = (m + OBSERVATIONS - 1) / OBSERVATIONS;
        Workload work = Workload.of(blocks * ((weights.length + DRAWS - 1L) / DRAWS));
        compute.workers().run(blocks, b -> {
            int from = b * OBSERVATIONS;
            int to = Math.min(m, from + OBSERVATIONS);
            for (int first = 0; first < weights.length; first += DRAWS) {
                var some = new Rows(first, Math.min(weights.length, first + DRAWS));
                try (Scope scope = Scope.open()) {
                    double[] block = target.logPredictive(some.of(x), from, to)
                            .add(some.of(logWeights))
                            .logSumExp(0)
                            .toDoubleArray();
                    for (int i = from; i < to; i++) {
                        p[i] = logAddExp(p[i], block[i - from]);
                    }
                }
                work.done(1);
            }
        });
        return p;
    }

    private static double logAddExp(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
}
