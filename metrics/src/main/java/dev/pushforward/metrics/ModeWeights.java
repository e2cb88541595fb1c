package dev.pushforward.metrics;

import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The share p of draws in each mode beside its truth, and the total variation distance between the two. Weighted draws
 * count with their self-normalised weights w, which are 1/n without.
 *
 * <p>The standard error is that of self-normalised importance sampling, {@code sqrt(sum_i w_i^2 (1{i in mode} - p)^2)}
 * (Owen 2013, Monte Carlo theory, methods and examples, section 9.2), which without weights is the binomial
 * {@code sqrt(p (1 - p) / n)}. Where no draw of positive weight is in a mode, or none is outside, that would be 0;
 * there it is {@code s / (1 + s)}, {@code s = sum_i w_i^2}, without weights {@code 1 / (n + 1)}: the true p of which a
 * share of 0 is just one of its own standard errors away, {@code p^2 = p (1 - p) s}, the end of Wilson's interval
 * (Wilson 1927, doi:10.1080/01621459.1927.10502953). Draws count as independent; of a mode that their law never reaches
 * no standard error knows.
 */
public final class ModeWeights implements Metric {
    /** Has no settings. */
    public ModeWeights() {}

    @Override
    public Set<Need> needs() {
        return Set.of(Need.MODES);
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        if (!(subject.target() instanceof ModalTarget modal)) {
            throw new IllegalArgumentException("mode weights need a target with known modes, and "
                    + subject.target().name() + " has none");
        }
        Sample x = Sample.of("draws", subject.draws());
        double[] truth = modal.modeWeights();
        double[] share = new double[truth.length];
        double[] squares = new double[truth.length];
        int[] mode = modal.modeOf(x.x());
        for (int i = 0; i < mode.length; i++) {
            double w = x.weights()[i];
            share[mode[i]] += w;
            squares[mode[i]] += w * w;
        }
        var all = new ArrayList<Measurement>();
        double variation = 0;
        for (int k = 0; k < truth.length; k++) {
            variation += 0.5 * Math.abs(share[k] - truth[k]);
            double error = standardError(share[k], squares[k], sumWithout(k, squares));
            all.add(new Measurement(
                    "mode-weight-" + (k + 1),
                    share[k],
                    OptionalDouble.of(error),
                    "1",
                    Measurement.Better.NEARER,
                    OptionalDouble.of(truth[k])));
        }
        all.add(Measurement.lower("mode-weight-error", variation));
        return all;
    }

    /** By the sums of squared weights in a mode and outside; each is exactly 0 without draws. */
    private static double standardError(double share, double inside, double outside) {
        if (inside == 0 || outside == 0) {
            double all = inside + outside;
            return all / (1 + all);
        }
        return Math.sqrt((1 - share) * (1 - share) * inside + share * share * outside);
    }

    private static double sumWithout(int k, double[] values) {
        double sum = 0;
        for (int j = 0; j < values.length; j++) {
            sum += j == k ? 0 : values[j];
        }
        return sum;
    }
}
