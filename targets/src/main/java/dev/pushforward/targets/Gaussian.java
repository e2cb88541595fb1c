package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * A Gaussian on R^d with any covariance S: {@code log q = -1/2 (x - m)^T S^-1 (x - m)}, not normalised,
 * {@code log Z = d/2 log 2 pi + 1/2 log det S}. Exact draws {@code m + L z} with the Cholesky factor L of S, d normal
 * numbers each. The density costs {@code 2 d^2} operations per point.
 */
public final class Gaussian implements DensityTarget, DataTarget {
    private final double[] mean;
    private final double[][] factor;
    private final double[] whitening; // L^-T, row-major: |(x - m) L^-T|^2 is the quadratic form

    /**
     * The Gaussian of this mean and covariance.
     *
     * @param mean {@code [d]}
     * @param covariance {@code [d, d]}, symmetric; only the lower triangle is read
     * @throws IllegalArgumentException if the sizes do not fit or the covariance is not positive definite
     */
    public Gaussian(double[] mean, double[][] covariance) {
        this.mean = mean.clone();
        this.factor = cholesky(covariance);
        int d = mean.length;
        if (d == 0 || covariance.length != d) {
            throw new IllegalArgumentException(
                    "a mean of " + d + " and a covariance of " + covariance.length + " rows do not make a Gaussian");
        }
        this.whitening = new double[d * d];
        for (int column = 0; column < d; column++) {
            double[] solved = new double[d];
            for (int i = column; i < d; i++) {
                double rest = i == column ? 1 : 0;
                for (int k = column; k < i; k++) {
                    rest -= factor[i][k] * solved[k];
                }
                solved[i] = rest / factor[i][i];
                whitening[column * d + i] = solved[i];
            }
        }
    }

    @Override
    public Space space() {
        return new Euclidean(mean.length);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        int d = mean.length;
        return x.sub(x.like(mean, d))
                .matmul(x.like(whitening, d, d))
                .square()
                .sum(1)
                .mul(-0.5);
    }

    @Override
    public OptionalDouble logNormalizer() {
        double logDeterminant = 0;
        for (int i = 0; i < mean.length; i++) {
            logDeterminant += 2 * Math.log(factor[i][i]);
        }
        return OptionalDouble.of(0.5 * (mean.length * Math.log(2 * Math.PI) + logDeterminant));
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(n, mean.length, random, this::draw);
    }

    /** One draw. */
    void draw(RandomGenerator random, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextGaussian();
        }
        for (int i = x.length - 1; i >= 0; i--) { // downwards, because row i of L needs z_0 .. z_i
            double sum = mean[i];
            for (int k = 0; k <= i; k++) {
                sum += factor[i][k] * x[k];
            }
            x[i] = sum;
        }
    }

    private static double[][] cholesky(double[][] a) {
        int d = a.length;
        double[][] l = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i == j && !(rest > 0)) {
                    throw new IllegalArgumentException(
                            "the covariance is not positive definite: pivot " + i + " is " + rest);
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return l;
    }
}
