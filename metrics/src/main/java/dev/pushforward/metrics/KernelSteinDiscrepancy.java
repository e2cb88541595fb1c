package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * The kernel Stein discrepancy of draws from a density (Liu, Lee and Jordan 2016, arXiv:1602.03253) with the inverse
 * multiquadric kernel {@code (1 + |x - x'|^2)^(-1/2)} (Gorham and Mackey 2017, arXiv:1703.01717). With
 * {@code b = (1 + r^2)^(-1/2)}, {@code d = x - x'}, scores s and s':
 *
 * <pre>{@code k0 = s.s' b + b^3 ((s - s').d) + D b^3 - 3 r^2 b^5,     k0(x, x) = |s|^2 + D.}</pre>
 *
 * The V-statistic's root, as SGMCMCJax computes it, is not 0 for exact draws but about {@code sqrt(E[|s|^2 + D] / n)}:
 * read it beside its floor. The U-statistic leaves out the diagonal, has mean 0 for exact draws and may be negative; it
 * is not rooted.
 *
 * <p>It asks for scores alone, so it does not see that a draw lies where the density is 0: half of the draws may be
 * outside the support at a value as small as 0.5. Measure their share beside it.
 *
 * <p>Weighted draws count with their self-normalised weights. The kernel is computed in double, and distances and
 * scores in units of their own size: points of any size can be measured. Cost: one score evaluation per draw and all
 * pairs, in memory that does not grow with n^2.
 */
public final class KernelSteinDiscrepancy implements Metric {
    /** Which pairs count, and whether a root is taken. */
    public enum Estimator {
        /** The root of the sum over all pairs. */
        V,
        /** Pairs of different points; no root. */
        U
    }

    private final Estimator estimator;
    private final Compute compute;

    /** With this estimator. */
    public KernelSteinDiscrepancy(Estimator estimator, Compute compute) {
        this.estimator = estimator;
        this.compute = compute;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DENSITY);
    }

    @Override
    public int fewestDraws() {
        return estimator == Estimator.U ? 2 : 1;
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        if (!(subject.target() instanceof DensityTarget density)) {
            throw new IllegalArgumentException("the kernel Stein discrepancy needs a density, and "
                    + subject.target().name() + " has none");
        }
        Euclidean.require(density, "the kernel Stein discrepancy");
        Sample x = Sample.of("draws", subject.draws());
        if (estimator == Estimator.U && x.count() < 2) {
            throw new IllegalArgumentException("the U-statistic needs at least 2 draws");
        }
        Tensor scores = scores(density, x, x.x().dtype());
        Unit unit = Unit.of(x);
        Sample scaled = unit.in(x);
        Sample centred = scaled.shifted(scaled.mean());
        var kernel = new Kernel(unit, new Unit(Math.max(0, Math.getExponent(Unit.largest(scores)))), x.x().size(1));
        double pairs = PairSum.within(
                compute.workers(),
                centred,
                (i, j, p, q) -> kernel.of(
                        centred.x().slice(0, i, j),
                        scores.slice(0, i, j),
                        centred.x().slice(0, p, q),
                        scores.slice(0, p, q)));
        if (estimator == Estimator.U) {
            return List.of(Measurement.lower("ksd-u", kernel.score.squared(pairs / x.pairWeights("draws"))));
        }
        double diagonal = 0;
        double[] squares = kernel.inUnits(scores).square().sum(1).toDoubleArray();
        for (int i = 0; i < squares.length; i++) {
            diagonal += x.weights()[i] * x.weights()[i] * (squares[i] + kernel.dimension());
        }
        return List.of(Measurement.lower("ksd", kernel.score.length(Math.sqrt(Math.max(0, pairs + diagonal)))));
    }

    private Tensor scores(DensityTarget target, Sample x, DType dtype) {
        return Microbatches.map(
                compute.workers(),
                x.count(),
                x.x().size(1),
                dtype,
                RandomStream.of(0),
                (rows, unused) -> new GuardedTarget(target, rows.from()).score(rows.of(x.x())));
    }

    /**
     * k0 in squared units of the scores, in double.
     *
     * @param length the unit of the points
     * @param score the unit of the scores, 1 or more: k0 has terms without a score too
     * @param d dimension
     */
    private record Kernel(Unit length, Unit score, int d) {
        private static final double FAR = 1e300; // squared; from there on 3 r^2 b^2 is 3

        /** For all pairs of rows of two blocks. */
        Tensor of(Tensor x, Tensor s, Tensor y, Tensor t) {
            Tensor a = x.cast(DType.FLOAT64);
            Tensor b = y.cast(DType.FLOAT64);
            Tensor u = inUnits(s);
            Tensor v = inUnits(t);
            Tensor r2 = SquaredDistances.of(a, b, Unit.powerOfTwo(2 * length.exponent()))
                    .clip(0, FAR);
            Tensor k = r2.add(1).sqrt().reciprocal();
            Tensor k2 = k.square();
            Tensor along = along(a, u, b, v).mul(Unit.powerOfTwo(length.exponent() - score.exponent()));
            Tensor rest = along.add(dimension()).sub(r2.mul(3 * one()).mul(k2));
            return u.matmulTransposed(v).mul(k).add(k2.mul(k).mul(rest));
        }

        /** (u - v).(a - b). */
        private static Tensor along(Tensor a, Tensor u, Tensor b, Tensor v) {
            return u.mul(a)
                    .sum(1)
                    .unsqueeze(1)
                    .add(v.mul(b).sum(1))
                    .sub(u.matmulTransposed(b))
                    .sub(a.matmulTransposed(v));
        }

        Tensor inUnits(Tensor scores) {
            return scores.cast(DType.FLOAT64).mul(Unit.powerOfTwo(-score.exponent()));
        }

        double dimension() {
            return d * one();
        }

        private double one() {
            return Math.scalb(1.0, -2 * score.exponent());
        }
    }
}
