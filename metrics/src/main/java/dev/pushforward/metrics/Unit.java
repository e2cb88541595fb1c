package dev.pushforward.metrics;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;

/**
 * A power of two as the unit of length. Points in a unit of their own size are of the order of 1, so their squares
 * neither overflow nor vanish, and changing to it rounds nothing.
 *
 * @param exponent the unit is {@code 2^exponent}
 */
record Unit(int exponent) {
    /** The unit in which the largest coordinate of the samples is between 1 and 2; 1 where all are 0. */
    static Unit of(Sample... samples) {
        double largest = 0;
        for (Sample sample : samples) {
            largest = Math.max(largest, largest(sample.x()));
        }
        // the factor must be a normal number
        int normal = samples[0].x().dtype() == DType.FLOAT32 ? -Float.MIN_EXPONENT : -Double.MIN_EXPONENT;
        return new Unit(largest == 0 ? 0 : Math.clamp(Math.getExponent(largest), -normal, normal));
    }

    /** The largest absolute value of a matrix; 0 of an empty one. */
    static double largest(Tensor x) {
        double largest = 0;
        for (int i = 0; i < x.size(0); i++) {
            for (int j = 0; j < x.size(1); j++) {
                largest = Math.max(largest, Math.abs(x.get(i, j)));
            }
        }
        return largest;
    }

    /** Points in this unit. */
    Sample in(Sample sample) {
        return new Sample(sample.x().mul(Math.scalb(1.0, -exponent)), sample.weights());
    }

    /** A length in this unit as a plain number; infinite where that is too large for a double. */
    double length(double inUnits) {
        return Math.scalb(inUnits, exponent);
    }

    /** A squared length in this unit as a plain number; infinite where that is too large for a double. */
    double squared(double inUnits) {
        return Math.scalb(inUnits, 2 * exponent);
    }

    /** {@code 2^exponent}, or the nearest power of two that is a normal double. */
    static double powerOfTwo(int exponent) {
        return Math.scalb(1.0, Math.clamp(exponent, Double.MIN_EXPONENT, Double.MAX_EXPONENT));
    }
}
