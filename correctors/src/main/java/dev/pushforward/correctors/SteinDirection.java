package dev.pushforward.correctors;

import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;

/**
 * The direction in which particles descend the Kullback-Leibler divergence from the target fastest, in the unit ball of
 * a Gaussian kernel's space (Liu and Wang 2016, arXiv:1608.04471, equation 8):
 *
 * <pre>{@code
 * phi_i = 1/n sum_j [k_ij s_j + (x_i - x_j) k_ij / h^2],
 * k_ij = exp(-|x_i - x_j|^2 / (2 h^2)),   h^2 = median / (2 log(n + 1)),
 * }</pre>
 *
 * the median being that of all {@code n^2} squared distances, the n zeros of the particles with themselves included.
 * Where it is 0 but for rounding, h is 1: most particles then coincide.
 */
final class SteinDirection {
    private SteinDirection() {}

    /**
     * The directions of all particles, in the caller's scope. Cost: O(n^2 d) operations, in memory of O(n d).
     *
     * @param x particles {@code [n, d]}, n at least 1
     * @param s their scores {@code [n, d]}
     */
    static Tensor of(Workers workers, Tensor x, Tensor s) {
        int n = x.size(0);
        int d = x.size(1);
        Tensor out = TensorMemory.uninitialised(x.dtype(), n, d);
        try (Scope scope = Scope.open()) {
            Tensor centred = x.sub(x.mean(0));
            var distances = new PairwiseDistances(centred);
            double median = distances.median(workers);
            double h2 = median > distances.rounding() ? 0.5 * median / Math.log(n + 1.0) : 1;
            // summed with k: all that depends on j
            Tensor pulls = Tensor.concat(1, s.sub(centred.div(h2)), Tensor.full(x.dtype(), 1, n, 1));
            workers.run(distances.blocks().size(), b -> {
                Rows rows = distances.blocks().get(b);
                try (Scope own = Scope.open()) {
                    Tensor sums = sums(distances, rows, pulls, h2);
                    Tensor away = rows.of(centred).div(h2).mul(sums.slice(1, d, d + 1));
                    TensorMemory.copy(sums.slice(1, 0, d).add(away).div(n), rows.of(out));
                }
            });
        }
        return out;
    }

    /** {@code sum_j k_ij pulls_j} for some rows i. */
    private static Tensor sums(PairwiseDistances distances, Rows rows, Tensor pulls, double h2) {
        Tensor sum = Tensor.zeros(pulls.dtype(), rows.count(), pulls.size(1));
        for (Rows columns : distances.blocks()) {
            try (Scope scope = Scope.open()) {
                Tensor kernel = distances.of(rows, columns).mul(-0.5 / h2).exp();
                TensorMemory.add(1, kernel.matmul(columns.of(pulls)), sum);
            }
        }
        return sum;
    }
}
