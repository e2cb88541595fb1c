package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The sliced Wasserstein distance of order 2 (Bonneel et al. 2015, doi:10.1007/s10851-014-0506-3): the root of the
 * mean, over random directions, of the squared Wasserstein distance between the projections of draws and reference
 * draws, each exact by sorting. In units of the coordinates.
 *
 * <p>It gives no standard error: that of the directions is easily had, and is the smaller part (0.015 of 0.047 for 500
 * draws of the plane's N((0.3, 0.3), I) against 500 of N(0, I) in 50 directions). What exact draws give, with mean and
 * spread, is the {@link dev.pushforward.core.Floor}.
 */
public final class SlicedWasserstein implements Metric {
    private final int directions;
    private final Compute compute;

    /** @param directions at least 2 */
    public SlicedWasserstein(int directions, Compute compute) {
        if (directions < 2) {
            throw new IllegalArgumentException("directions = " + directions + ": must be at least 2");
        }
        this.directions = directions;
        this.compute = compute;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.REFERENCE);
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        Sample given = Sample.unweighted("the sliced Wasserstein distance", "draws", subject.draws());
        Sample exact = Sample.unweighted("the sliced Wasserstein distance", "reference draws", subject.reference());
        Unit unit = Unit.of(given, exact);
        Sample x = unit.in(given);
        Sample y = unit.in(exact);
        double[] squares = new double[directions];
        Workload work = Workload.of(directions);
        compute.workers().run(directions, k -> {
            double[] u = direction(subject.draws().dimension(), random.split(k));
            squares[k] = squaredDistance(project(x.x(), u), project(y.x(), u));
            work.done(1);
        });
        double value = unit.length(Math.sqrt(Arrays.stream(squares).average().orElseThrow()));
        return List.of(new Measurement(
                "sliced-wasserstein",
                value,
                OptionalDouble.empty(),
                "units of x",
                Measurement.Better.LOWER,
                OptionalDouble.empty()));
    }

    private static double[] direction(int d, RandomStream random) {
        var normal = random.generator();
        double[] u = new double[d];
        double norm = 0;
        for (int i = 0; i < d; i++) {
            u[i] = normal.nextGaussian();
            norm += u[i] * u[i];
        }
        for (int i = 0; i < d; i++) {
            u[i] /= Math.sqrt(norm);
        }
        return u;
    }

    private static double[] project(Tensor x, double[] u) {
        double[] out = new double[x.size(0)];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < u.length; j++) {
                out[i] += u[j] * x.get(i, j);
            }
        }
        Arrays.sort(out);
        return out;
    }

    /**
     * The squared distance between two sorted samples: the integral over p in [0, 1] of the squared difference of their
     * quantiles.
     */
    private static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        double at = 0;
        int i = 0;
        int j = 0;
        while (i < x.length && j < y.length) {
            double next = Math.min((i + 1.0) / x.length, (j + 1.0) / y.length);
            sum += (next - at) * (x[i] - y[j]) * (x[i] - y[j]);
            at = next;
            long left = (i + 1L) * y.length;
            long right = (j + 1L) * x.length;
            if (left <= right) {
                i++;
            }
            if (right <= left) {
                j++;
            }
        }
        return sum;
    }
}
