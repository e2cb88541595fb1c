package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The squared maximum mean discrepancy between draws and reference draws (Gretton et al. 2012, JMLR 13:723),
 * {@code E k(x, x') + E k(y, y') - 2 E k(x, y)}. The unbiased U-statistic leaves out the pairs of a point with itself;
 * its mean is 0 for exact draws, so it is often negative. The V-statistic keeps them and is biased upwards, by
 * {@code (k(0) - E k(x, x')) (1/n + 1/m)} for exact draws. No root is taken.
 *
 * <p>Weighted draws count with their self-normalised weights. Distances are computed in double and in units of the
 * points' own size, so points of any size can be measured, kernel values kept in the precision of the draws: in float32
 * the value differs from that of the same points in float64 by less than 1e-6, with modes at +-1,000 too. Cost: all
 * pairs, {@code O((n + m)^2 d)}, in memory that does not grow with n.
 */
public final class MaximumMeanDiscrepancy implements Metric {
    /** Which pairs count. */
    public enum Estimator {
        /** Pairs of different points. */
        U,
        /** All pairs. */
        V
    }

    private final MmdKernel kernel;
    private final Estimator estimator;
    private final Compute compute;

    /** With this kernel and estimator. */
    public MaximumMeanDiscrepancy(MmdKernel kernel, Estimator estimator, Compute compute) {
        this.kernel = kernel;
        this.estimator = estimator;
        this.compute = compute;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.REFERENCE);
    }

    @Override
    public int fewestDraws() {
        return estimator == Estimator.U ? 2 : 1;
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        Draws draws = subject.draws();
        Draws reference = subject.reference();
        Sample y = Sample.of(
                "reference draws",
                new Draws(reference.points().cast(draws.points().dtype()), reference.logWeights()));
        Sample x = Sample.of("draws", draws);
        if (estimator == Estimator.U && (x.count() < 2 || y.count() < 2)) {
            throw new IllegalArgumentException("the unbiased MMD needs at least 2 draws and 2 reference draws, not "
                    + x.count() + " and " + y.count());
        }
        Unit unit = Unit.of(x, y);
        Sample own = unit.in(x);
        Sample other = unit.in(y);
        double[] centre = other.mean(); // distances lose least to rounding near the origin
        var kernels =
                new Kernels(own.shifted(centre), other.shifted(centre), unit, SquaredDistances.median(other, random));
        return List.of(Measurement.lower("mmd", kernels.value()));
    }

    /** Sums of kernel values over pairs of centred points. */
    private final class Kernels {
        private final Sample x;
        private final Sample y;
        private final UnaryOperator<Tensor> k;
        // brings squared distances to the kernel's unit, where they cannot overflow or vanish unless the kernel says so
        private final double factor;

        Kernels(Sample x, Sample y, Unit unit, OptionalDouble median) {
            this.x = x;
            this.y = y;
            boolean scaled = kernel.scaledByMedian() && median.isPresent();
            factor = Unit.powerOfTwo(scaled ? -Math.getExponent(median.getAsDouble()) : 2 * unit.exponent());
            // of equal points the median counts as 1
            k = kernel.with(scaled ? median.getAsDouble() * factor : 1, x.x().size(1));
        }

        double value() {
            double self = k.apply(x.x().like(new double[1], 1, 1)).item();
            Workload work = Workload.of(3);
            double xy = work.unit(() -> PairSum.across(
                    compute.workers(), x, y, (i, j, p, q) -> of(x.x().slice(0, i, j), y.x().slice(0, p, q))));
            return work.unit(() -> within("draws", x, self))
                    + work.unit(() -> within("reference draws", y, self))
                    - 2 * xy;
        }

        private double within(String what, Sample s, double self) {
            double pairs = PairSum.within(
                    compute.workers(), s, (i, j, p, q) -> of(s.x().slice(0, i, j), s.x().slice(0, p, q)));
            return estimator == Estimator.U ? pairs / s.pairWeights(what) : pairs + self * s.squaredWeights();
        }

        private Tensor of(Tensor a, Tensor b) {
            return k.apply(SquaredDistances.of(a, b, factor));
        }
    }
}
