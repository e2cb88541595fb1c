package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;

/**
 * An optimiser whose gradients are first scaled down to a largest Euclidean norm (Pascanu, Mikolov and Bengio 2013,
 * arXiv:1211.5063).
 */
public final class ClippedOptimizer implements Optimizer {
    private final Optimizer optimizer;
    private final double largest;

    /** @param largest the largest norm, above 0 */
    public ClippedOptimizer(Optimizer optimizer, double largest) {
        if (!(largest > 0)) {
            throw new IllegalArgumentException("largest gradient norm " + largest + ": must be above 0");
        }
        this.optimizer = optimizer;
        this.largest = largest;
    }

    /** One step; scales {@code gradient} in place where it is too long. */
    @Override
    public void step(Parameters gradient, Workers workers) {
        double norm = Math.sqrt(TensorMemory.sumOfSquares(gradient.flat()));
        if (norm > largest) {
            TensorMemory.scale(largest / norm, gradient.flat());
        }
        optimizer.step(gradient, workers);
    }

    @Override
    public State state() {
        return optimizer.state();
    }

    @Override
    public void restore(State state) {
        optimizer.restore(state);
    }
}
