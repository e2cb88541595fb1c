package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.tensor.Tensor;

/**
 * Scores of points some of which may lie where the density is 0. A logarithm of 0 has no finite derivative: there the
 * score is taken as 0, and a chain moves by its noise alone. Each row is treated by itself.
 */
public final class OutsideSupport {
    private OutsideSupport() {}

    /**
     * The scores of a target at points; its log density is asked for only where one of them is not finite.
     *
     * @param firstRow the place of the first point among all, for messages
     * @param x {@code [n, d]}
     * @return {@code [n, d]}
     * @throws DivergenceException if a log density is NaN or +infinity, or a score not finite where the density is
     *     positive
     */
    public static Tensor scores(DensityTarget target, int firstRow, Tensor x) {
        var checked = new GuardedTarget(target, firstRow);
        try {
            return checked.score(x);
        } catch (DivergenceException e) {
            Tensor scores = filled(target.score(x).detach(), checked.logDensity(x));
            refuseNonFinite(target, firstRow, x, scores);
            return scores;
        }
    }

    /** These scores, with 0 in rows that are not finite and where the density is 0. */
    static Tensor filled(Tensor scores, Tensor logDensity) {
        int n = scores.size(0);
        double[] mask = new double[n];
        for (int i = 0; i < n; i++) {
            mask[i] = logDensity.get(i) == Double.NEGATIVE_INFINITY
                            && !scores.row(i).isFinite()
                    ? 1
                    : 0;
        }
        Tensor zeros = Tensor.zeros(scores.dtype(), scores.shape());
        return Tensor.where(scores.like(mask, n, 1).broadcastTo(scores.shape()), zeros, scores);
    }

    /** @throws DivergenceException if one of these scores is not finite; it says which */
    private static void refuseNonFinite(DensityTarget target, int firstRow, Tensor x, Tensor scores) {
        scores.firstNonFiniteRow().ifPresent(i -> new GuardedTarget(target, firstRow + i)
                .score(x.slice(0, i, i + 1).detach())); // says where
    }
}
