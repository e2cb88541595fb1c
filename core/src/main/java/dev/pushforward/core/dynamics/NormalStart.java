package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A normal distribution with independent coordinates from which an annealing starts, as the linear map
 * {@code x = mean + sd u} of a standard normal u.
 *
 * @param mean {@code [1, d]}, float64
 * @param sd {@code [1, d]}, float64, above 0
 */
record NormalStart(Tensor mean, Tensor sd) {
    private static final double MEDIAN_OF_NORMAL = 0.67448975; // of the absolute value of a standard normal
    private static final double SMALLEST = 1e-6; // of the largest standard deviation: a coordinate may be constant
    private static final int COORDINATES_IN_TEXT = 3;

    /** {@code N(0, scale^2 I)} in d dimensions. */
    static NormalStart isotropic(int d, double scale) {
        double[] sd = new double[d];
        Arrays.fill(sd, scale);
        return of(new double[d], sd);
    }

    /**
     * The middle of a distribution, with heavy tails or without: the medians of weighted points, and
     * {@code factor} times the standard deviations that a normal distribution has for their median absolute deviations.
     */
    static NormalStart middle(Tensor x, double[] weights, double factor) {
        int d = x.size(1);
        double[] medians = new double[d];
        double[] sd = new double[d];
        for (int j = 0; j < d; j++) {
            double[] values = x.column(j).toDoubleArray();
            double median = median(values, weights);
            double[] deviations =
                    Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
            medians[j] = median;
            sd[j] = factor * median(deviations, weights) / MEDIAN_OF_NORMAL;
        }
        double least = SMALLEST * Arrays.stream(sd).max().orElseThrow();
        return of(medians, Arrays.stream(sd).map(v -> Math.max(v, least)).toArray());
    }

    private static NormalStart of(double[] mean, double[] sd) {
        int d = sd.length;
        return new NormalStart(
                Tensor.of(DType.FLOAT64, mean, 1, d).kept(),
                Tensor.of(DType.FLOAT64, sd, 1, d).kept());
    }

    /** The least value at or below which half of the weight is. */
    private static double median(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        double below = 0;
        for (int i : order) {
            below += weights[i];
            if (below >= 0.5) {
                return values[i];
            }
        }
        return values[order[order.length - 1]]; // the sum of the weights was rounded
    }

    /** {@code x = mean + sd u}, {@code [n, d] -> [n, d]}, in the precision of u. */
    Tensor points(Tensor u) {
        return u.mul(sd.cast(u.dtype())).add(mean.cast(u.dtype()));
    }

    /** The gradient with respect to u of a function whose gradient with respect to x this is. */
    Tensor gradient(Tensor x) {
        return x.mul(sd.cast(x.dtype()));
    }

    /** {@code log |dx/du|}, in nats. */
    double logDeterminant() {
        return Arrays.stream(sd.toDoubleArray()).map(Math::log).sum();
    }

    @Override
    public String toString() {
        return "N(" + text(mean) + ", " + text(sd) + "^2)";
    }

    private static String text(Tensor row) {
        double[] v = row.toDoubleArray();
        if (Arrays.stream(v).allMatch(x -> x == v[0])) {
            return String.format(Locale.ROOT, "%.3g", v[0]);
        }
        String some = Arrays.stream(v)
                .limit(COORDINATES_IN_TEXT)
                .mapToObj(x -> String.format(Locale.ROOT, "%.3g", x))
                .collect(Collectors.joining(", "));
        return "[" + some + (v.length > COORDINATES_IN_TEXT ? ", ..." : "") + "]";
    }
}
