package dev.pushforward.samplers.fisher;

import dev.pushforward.core.tensor.Gradient;
import dev.pushforward.core.tensor.Tensor;

/** The divergence of a vector field. */
final class Divergence {
    private Divergence() {}

    /**
     * {@code div v (x) = sum_i dv_i/dx_i}, {@code [n, d], [n, d] -> [n]}, where v was computed from the tracked points x row by row. Exact, in d
     * forward sweeps: cheaper than d reverse ones, and what they share (slopes of activations) is computed once.
     */
    static Tensor of(Tensor v, Tensor x) {
        Tensor sum = null;
        for (int i = 0; i < x.size(1); i++) {
            Tensor dv = Gradient.jvp(v, x, unit(x, i)).column(i);
            sum = sum == null ? dv : sum.add(dv);
        }
        return sum;
    }

    /** The i-th unit vector in every row. */
    private static Tensor unit(Tensor x, int i) {
        double[] e = new double[x.size(1)];
        e[i] = 1;
        return x.like(e, e.length).broadcastTo(x.shape());
    }
}
