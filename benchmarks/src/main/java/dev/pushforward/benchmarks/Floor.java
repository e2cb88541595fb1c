package dev.pushforward.benchmarks;

import dev.pushforward.core.parallel.Workers;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.tensor.TensorMemory;
import dev.pushforward.core.tensor.kernel.Blas;
import java.util.ArrayList;
import java.util.List;

/**
 * The best rate in GFLOP/s that bare {@code cblas_sgemm} reaches on square matrices of 512, 1024 or 2048, every thread at once. It is measured in
 * windows between the steps that it is compared with, each about as long as a step: a processor's clock drifts by more, from one second to the
 * next, than the bounds are wide, and the best of many short windows is a rate that no long step could have had.
 */
final class Floor {
    private static final int[] SIZES = {512, 1024, 2048};
    private static final double LONGEST_WINDOW = 100;
    private final Workers workers;
    private final List<Tensor> matrices = new ArrayList<>();
    private int windows;
    private double rate;

    Floor(Workers workers) {
        this.workers = workers;
        int largest = SIZES[SIZES.length - 1];
        for (int i = 0; i < 3 * workers.threads(); i++) {
            matrices.add(TensorMemory.own(DType.FLOAT32, largest, largest));
        }
        for (int i = 0; i < SIZES.length; i++) {
            measure(LONGEST_WINDOW);
        }
    }

    /** Multiplies matrices of the next size for about so many ms, once at least, and keeps the rate if it is the best. */
    void measure(double millis) {
        int n = SIZES[windows++ % SIZES.length];
        double gflop = 2e-9 * n * n * n * workers.threads();
        int products = (int) Math.max(1, Math.round(Math.min(millis, LONGEST_WINDOW) * 1e-3 * rate / gflop));
        long start = System.nanoTime();
        workers.run(workers.threads(), t -> {
            for (int i = 0; i < products; i++) {
                Blas.sgemm(false, false, n, n, n, matrices.get(3 * t).address(), matrices.get(3 * t + 1).address(), 0, matrices.get(3 * t + 2).address());
            }
        });
        rate = Math.max(rate, gflop * products / ((System.nanoTime() - start) * 1e-9));
    }

    int threads() {
        return workers.threads();
    }

    /** The best rate until now. */
    double rate() {
        return rate;
    }

    /** The least time in ms for so many GFLOP. */
    double millis(double gflop) {
        return gflop / rate * 1e3;
    }
}
