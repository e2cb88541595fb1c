package dev.pushforward.metrics;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Squared Euclidean distances. */
final class SquaredDistances {
    /** Points of which the median distance is exact; of more, so many are chosen at random. */
    private static final int MEDIAN_POINTS = 2000;

    private SquaredDistances() {}

    /**
     * {@code |x_i|^2 + |y_j|^2 - 2 x_i . y_j} for all pairs of rows, {@code [n, d], [m, d] -> [n, m]} in the precision
     * of x, computed in double: in float32, points 1 apart and 1,000 from the origin would have a distance of 1 give or
     * take 0.2. What rounding makes negative is 0.
     *
     * @param factor by which the squares are multiplied, a power of two, before they are rounded to the precision of x
     */
    static Tensor of(Tensor x, Tensor y, double factor) {
        Tensor a = x.cast(DType.FLOAT64);
        Tensor b = y.cast(DType.FLOAT64);
        Tensor squares = a.square().sum(1).unsqueeze(1).add(b.square().sum(1));
        return squares.add(a.mul(-2).matmulTransposed(b))
                .mul(factor)
                .cast(x.dtype())
                .clip(0, Double.MAX_VALUE);
    }

    /**
     * The median of the positive squared distances between points, of a seeded choice of 2,000 where there are more;
     * empty where all points are equal.
     */
    static OptionalDouble median(Sample sample, RandomStream random) {
        int n = sample.count();
        int[] rows = n <= MEDIAN_POINTS
                ? null
                : random.generator().ints(MEDIAN_POINTS, 0, n).toArray();
        Tensor x = rows == null ? sample.x() : sample.x().gather(rows);
        int m = x.size(0);
        int d = x.size(1);
        double[] points = x.toDoubleArray();
        double[] distances = new double[m * (m - 1) / 2];
        int count = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    double difference = points[i * d + k] - points[j * d + k];
                    sum += difference * difference;
                }
                if (sum > 0) {
                    distances[count++] = sum;
                }
            }
        }
        if (count == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(distances, 0, count);
        return OptionalDouble.of(0.5 * (distances[(count - 1) / 2] + distances[count / 2]));
    }
}
