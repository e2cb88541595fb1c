package dev.pushforward.core.train;

import dev.pushforward.tensor.Tensor;

/** The rows {@code from} (included) to {@code to} (excluded) of a batch: one microbatch. */
public record Rows(int from, int to) {
    /** Number of rows. */
    public int count() {
        return to - from;
    }

    /** These rows of a batch, on its memory. */
    public Tensor of(Tensor batch) {
        return batch.slice(0, from, to);
    }
}
