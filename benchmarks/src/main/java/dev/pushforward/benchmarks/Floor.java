package dev.pushforward.benchmarks;

import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.tensor.TensorMemory;
import dev.pushforward.core.tensor.kernel.Blas;
import dev.pushforward.core.train.Workers;
import java.util.ArrayList;
import java.util.List;

/** The best rate in GFLOP/s that bare {@code cblas_sgemm} reaches on square matrices of 512 to 2048, every thread at once. */
record Floor(int threads, double rate) {
    private static final int REPEATS = 40;

    static Floor measure(Workers workers) {
        double best = 0;
        for (int n : new int[] {512, 1024, 2048}) {
            List<Tensor> matrices = new ArrayList<>();
            for (int i = 0; i < 3 * workers.threads(); i++) {
                matrices.add(TensorMemory.own(DType.FLOAT32, n, n));
            }
            int products = Math.max(1, (2048 * 2048 / 4) / (n * n));
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                long start = System.nanoTime();
                workers.run(workers.threads(), t -> {
                    for (int i = 0; i < products; i++) {
                        Blas.sgemm(false, false, n, n, n, matrices.get(3 * t).address(), matrices.get(3 * t + 1).address(), 0,
                                matrices.get(3 * t + 2).address());
                    }
                });
                best = Math.max(best, 2.0 * n * n * n * products * workers.threads() / (System.nanoTime() - start));
            }
        }
        return new Floor(workers.threads(), best);
    }

    /** The least time in ms for so many GFLOP. */
    double millis(double gflop) {
        return gflop / rate * 1e3;
    }
}
