package org.example.shapes;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code 2 E|X - Y| - E|X - X'| - E|Y - Y'|} of draws X and exact draws Y, 0 for equal laws (Szekely and Rizzo 2013,
 * doi:10.1016/j.jspi.2013.03.018); an unbiased estimate.
 */
public final class EnergyDistance implements Metric {
    @Override
    public Set<Need> needs() {
        return Set.of(Need.REFERENCE);
    }

    @Override
    public int fewestDraws() {
        return 2;
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        double[][] x = rows("draws", subject.draws());
        double[][] y = rows("reference draws", subject.reference());
        double cross = total(x, y) / ((double) x.length * y.length);
        double value =
                2 * cross - total(x, x) / (x.length * (x.length - 1.0)) - total(y, y) / (y.length * (y.length - 1.0));
        return List.of(new Measurement(
                "energy-distance",
                value,
                OptionalDouble.empty(),
                "units of x",
                Measurement.Better.LOWER,
                OptionalDouble.of(0)));
    }

    private static double[][] rows(String what, Draws draws) {
        if (draws.logWeights().isPresent()) {
            throw new IllegalArgumentException(
                    "the energy distance does not take weighted " + what + ": resample them first");
        }
        int n = draws.count();
        if (n < 2) {
            throw new IllegalArgumentException(n + " " + what + ": at least 2 are needed");
        }
        double[][] rows = new double[n][draws.dimension()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = draws.points().get(i, j);
                if (!Double.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException("row " + i + " of the " + what + " is not finite");
                }
            }
        }
        return rows;
    }

    private static double total(double[][] x, double[][] y) {
        double sum = 0;
        for (double[] a : x) {
            for (double[] b : y) {
                double square = 0;
                for (int j = 0; j < a.length; j++) {
                    square += (a[j] - b[j]) * (a[j] - b[j]);
                }
                sum += Math.sqrt(square);
            }
        }
        return sum;
    }
}
