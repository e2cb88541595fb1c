package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/** A target that can be drawn from: exactly, or as rows of a data set drawn with replacement. */
public interface DataTarget extends Target {
    /**
     * Independent draws.
     *
     * @param n number of draws, 0 or more
     * @param random the only source of randomness: the same key gives the same draws, and draw i does not depend on
     *     {@code n} beyond rounding of block sizes the implementation documents
     * @return {@code [n, d]}, float64 unless documented; cast to the precision you compute in
     */
    Tensor draw(int n, RandomStream random);
}
