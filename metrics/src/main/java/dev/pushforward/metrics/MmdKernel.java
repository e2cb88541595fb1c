package dev.pushforward.metrics;

import dev.pushforward.tensor.Tensor;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/**
 * The kernels under which the literature reports maximum mean discrepancies, as functions of the squared distance; m is
 * the reference's median.
 */
public enum MmdKernel {
    /** {@code exp(-d^2 / (2 m))}, the textbook's median rule (Gretton et al. 2012, JMLR 13:723). */
    MEDIAN(m -> d2 -> gaussian(d2, 0.5 / m)),
    /** {@code exp(-5 d^2 / m)}, of the ADE code. */
    ADE(m -> d2 -> gaussian(d2, 5 / m)),
    /** The sum of {@code exp(-d^2 / (2 a))} over a = 10, 15, 20, 50, of the AFIS author's code. */
    ASS(m -> d2 -> gaussian(d2, 1.0 / 20)
            .add(gaussian(d2, 1.0 / 30))
            .add(gaussian(d2, 1.0 / 40))
            .add(gaussian(d2, 1.0 / 100))),
    /** {@code exp(-d^2 / 2)}. */
    UNIT(m -> d2 -> gaussian(d2, 0.5)),
    /** {@code exp(-(d^2 / D) / D)}, D the dimension, of A-NICE-MC. */
    A_NICE_MC(null);

    private final DoubleFunction<UnaryOperator<Tensor>> ofMedian;

    MmdKernel(DoubleFunction<UnaryOperator<Tensor>> ofMedian) {
        this.ofMedian = ofMedian;
    }

    /** Whether the reference's median is its unit of squared length; the others have one of their own. */
    boolean scaledByMedian() {
        return this == MEDIAN || this == ADE;
    }

    /** The kernel for a median squared distance and a dimension. */
    UnaryOperator<Tensor> with(double median, int dimension) {
        return ofMedian == null ? d2 -> gaussian(d2, 1.0 / ((double) dimension * dimension)) : ofMedian.apply(median);
    }

    private static Tensor gaussian(Tensor d2, double g) {
        return d2.mul(-g).exp();
    }
}
