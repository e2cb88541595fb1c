package dev.pushforward.metrics;

import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import java.util.List;
import java.util.Set;

/**
 * The Euclidean distance between the means, and the Frobenius distance between the covariances, of draws and reference
 * draws.
 */
public final class Moments implements Metric {
    /** Has no settings. */
    public Moments() {}

    @Override
    public Set<Need> needs() {
        return Set.of(Need.REFERENCE);
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        Sample given = Sample.of("draws", subject.draws());
        Sample exact = Sample.of("reference draws", subject.reference());
        Unit unit = Unit.of(given, exact); // squares of squares follow
        Sample x = unit.in(given);
        Sample y = unit.in(exact);
        double[] mx = x.mean();
        double[] my = y.mean();
        return List.of(
                Measurement.lower("mean-error", unit.length(distance(mx, my))),
                Measurement.lower("covariance-error", unit.squared(distance(covariance(x, mx), covariance(y, my)))));
    }

    /** Weighted second central moments, row by row. */
    private static double[] covariance(Sample x, double[] mean) {
        int d = mean.length;
        double[] covariance = new double[d * d];
        for (int i = 0; i < x.count(); i++) {
            for (int j = 0; j < d; j++) {
                double c = x.weights()[i] * (x.x().get(i, j) - mean[j]);
                for (int k = 0; k < d; k++) {
                    covariance[j * d + k] += c * (x.x().get(i, k) - mean[k]);
                }
            }
        }
        return covariance;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
