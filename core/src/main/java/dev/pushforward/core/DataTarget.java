package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;

/** A target that can be drawn from: exactly, or as rows of a data set drawn with replacement. */
public interface DataTarget extends Target {
    /**
     * Independent draws: what a method learns from. Those of a data set are its training rows.
     *
     * @param n number of draws, 0 or more
     * @param random the only source of randomness: the same key gives the same draws, and draw i does not depend on
     *     {@code n} beyond rounding of block sizes the implementation documents
     * @return {@code [n, d]}, float64 unless documented; cast to the precision you compute in
     */
    Tensor draw(int n, RandomStream random);

    /**
     * The rows of a data set that {@link #draw} never gives, so that what was learned can be measured on them: a floor
     * and a reference come from these, each row used once. Empty where {@link #draw} is exact: then other draws are as
     * good.
     *
     * @return {@code [m, d]}, m being 0 for a data set that holds out nothing; float64 unless documented, the target's
     *     own and not to be written to
     */
    default Optional<Tensor> heldOutRows() {
        return Optional.empty();
    }
}
