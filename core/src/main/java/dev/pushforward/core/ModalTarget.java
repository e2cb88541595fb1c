package dev.pushforward.core;

import dev.pushforward.tensor.Tensor;

/** A target whose mass lies in separate modes of known weight, so that lost or misweighted modes can be measured. */
public interface ModalTarget extends Target {
    /** The exact share of the mass that belongs to each mode; sums to 1. */
    double[] modeWeights();

    /**
     * The mode each point belongs to, {@code [n, d] -> n} indices into {@link #modeWeights()}; e.g. by basin or by
     * largest responsibility.
     */
    int[] modeOf(Tensor x);
}
