package dev.pushforward.core;

import dev.pushforward.tensor.Tensor;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the evaluations of {@linkplain CountedTarget targets}. Thread-safe: the total is exact once the threads that
 * evaluate are done.
 */
public final class EvaluationCounter {
    private final LongAdder densities = new LongAdder();
    private final LongAdder scores = new LongAdder();
    private final LongAdder differentiated = new LongAdder();

    /** At zero. */
    public EvaluationCounter() {}

    /** All that was counted so far. */
    public EvaluationCounts total() {
        return new EvaluationCounts(densities.sum(), scores.sum(), differentiated.sum());
    }

    /** A log density at points: where they are tracked it is differentiated, and gives the score. */
    void density(Tensor x) {
        densities.add(x.size(0));
        if (x.isTracked()) {
            scores.add(x.size(0));
        }
    }

    /** A score: where its points are tracked it is differentiated in turn. */
    void score(Tensor x) {
        scores.add(x.size(0));
        if (x.isTracked()) {
            differentiated.add(x.size(0));
        }
    }
}
