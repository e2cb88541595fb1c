package dev.pushforward.app.run;

import dev.pushforward.tensor.Tensor;

/** The sums of weights and of their squares, as log weights come in parts, relative to the largest so far. */
final class WeightSums {
    private double largest = Double.NEGATIVE_INFINITY;
    private double sum;
    private double squares;

    /** Adds log weights {@code [n]}, none of them NaN or +infinity. */
    void add(Tensor logWeights) {
        for (double l : logWeights.toDoubleArray()) {
            if (l > largest) {
                double scale = Math.exp(largest - l);
                sum *= scale;
                squares *= scale * scale;
                largest = l;
            }
            if (l > Double.NEGATIVE_INFINITY) {
                double w = Math.exp(l - largest);
                sum += w;
                squares += w * w;
            }
        }
    }

    /** The largest log weight; -infinity where no draw counts. */
    double largest() {
        return largest;
    }

    /** {@code (sum w)^2 / sum w^2}; 0 where no draw counts. */
    double effectiveSampleSize() {
        return sum == 0 ? 0 : sum * sum / squares;
    }
}
