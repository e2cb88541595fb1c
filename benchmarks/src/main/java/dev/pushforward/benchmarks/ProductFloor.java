package dev.pushforward.benchmarks;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.kernel.Blas;
import dev.pushforward.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * The best rate in GFLOP/s that bare {@code cblas_sgemm}, or {@code cblas_dgemm} for float64, reaches on square
 * matrices of 512, 1024 or 2048, every thread at once. It is measured in windows between the steps that it is compared
 * with, each about as long as a step: a processor's clock drifts by more, from one second to the next, than the bounds
 * are wide, and the best of many short windows is a rate that no long step could have had.
 */
final class ProductFloor {
    private static final int[] SIZES = {512, 1024, 2048};
    private static final double LONGEST_WINDOW = 100;
    private final Workers workers;
    private final DType dtype;
    private final List<Tensor> matrices = new ArrayList<>();
    private int windows;
    private double rate;

    ProductFloor(Workers workers, DType dtype) {
        this.workers = workers;
        this.dtype = dtype;
        int largest = SIZES[SIZES.length - 1];
        for (int i = 0; i < 3 * workers.threads(); i++) {
            matrices.add(TensorMemory.own(dtype, largest, largest));
        }
        for (int i = 0; i < SIZES.length; i++) {
            measure(LONGEST_WINDOW);
        }
    }

    /**
     * Multiplies matrices of the next size for about so many ms, once at least, and keeps the rate if it is the best.
     */
    void measure(double millis) {
        int n = SIZES[windows++ % SIZES.length];
        double gflop = 2e-9 * n * n * n * workers.threads();
        int products = (int) Math.max(1, Math.round(Math.min(millis, LONGEST_WINDOW) * 1e-3 * rate / gflop));
        long start = System.nanoTime();
        workers.run(workers.threads(), t -> {
            for (int i = 0; i < products; i++) {
                multiply(
                        n,
                        matrices.get(3 * t).address(),
                        matrices.get(3 * t + 1).address(),
                        matrices.get(3 * t + 2).address());
            }
        });
        rate = Math.max(rate, gflop * products / ((System.nanoTime() - start) * 1e-9));
    }

    private void multiply(int n, long a, long b, long c) {
        if (dtype == DType.FLOAT32) {
            Blas.sgemm(false, false, n, n, n, a, b, 0, c);
        } else {
            Blas.dgemm(false, false, n, n, n, a, b, 0, c);
        }
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
