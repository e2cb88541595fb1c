package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import java.util.List;
import java.util.Set;

/** Measures how good draws are. Immutable and thread-safe. */
public interface Metric {
    /** What a metric cannot do without. */
    enum Need {
        /** The target must be a {@link DensityTarget}. */
        DENSITY,
        /**
         * Draws of the target must be given as reference: it must be a {@link DataTarget}, one that holds out rows if
         * it is a data set, or come with reference draws.
         */
        REFERENCE,
        /** The target must be a {@link ModalTarget}. */
        MODES,
        /** The target must be a {@link PredictiveTarget}. */
        PREDICTION,
        /** The draws must be weighted. Exact draws are not, so what needs this has no {@link Floor}. */
        WEIGHTS
    }

    /** What must be there; checked by whoever composes an experiment, before anything is computed. */
    Set<Need> needs();

    /**
     * The fewest draws that it can measure, at least 1; checked by whoever composes an experiment, before anything is
     * computed.
     */
    default int fewestDraws() {
        return 1;
    }

    /**
     * Measures draws. A long measurement counts what it has done by a {@link dev.pushforward.tensor.parallel.Workload}.
     *
     * @param subject the draws, and what they are measured against
     * @param random randomness of the estimate (projections, subsets); the same key gives the same value
     * @return one or more numbers, in an order that does not depend on the draws
     * @throws IllegalArgumentException if a need is not met, if there are too few draws, or if a draw or log weight is
     *     not finite (the first bad row is named)
     */
    List<Measurement> measure(Subject subject, RandomStream random);
}
