package dev.pushforward.core;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.parallel.Workers;

/**
 * How to compute: in which precision and on which threads. The number of threads never changes a result; the precision
 * does.
 *
 * @param dtype precision of parameters and activations
 * @param workers the threads that microbatches, or the products of a large network, are spread over
 */
public record Compute(DType dtype, Workers workers) {
    /** float32 on all processors. */
    public static Compute standard() {
        return new Compute(DType.FLOAT32, Workers.common());
    }
}
