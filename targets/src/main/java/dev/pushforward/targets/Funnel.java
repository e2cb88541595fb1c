package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * Neal's funnel (2003, doi:10.1214/aos/1056562461), normalised. The last coordinate v is a log variance, the others are
 * Gaussian given it: {@code v ~ N(m, s^2)}, {@code x_i | v ~ N(c, e^v)}, i = 1 .. d - 1. Exact draws from d normal
 * numbers.
 *
 * <p>The scale of x spans {@code e^(v/2)}: for s = 3 that is four orders of magnitude over four standard deviations of
 * v, and in float32 the density overflows below v = -88.
 */
public final class Funnel implements DensityTarget, DataTarget {
    private final int dimension;
    private final double mean;
    private final double sd;
    private final double centre;

    /**
     * A funnel.
     *
     * @param dimension d, at least 2
     * @param mean m, mean of the log variance
     * @param sd s, standard deviation of the log variance
     * @param centre c, where the other coordinates have their mean
     */
    public Funnel(int dimension, double mean, double sd, double centre) {
        this.dimension = Require.atLeast(2, "dimension", dimension);
        this.mean = Require.finite("mean", mean);
        this.sd = Require.positive("sd", sd);
        this.centre = Require.finite("centre", centre);
    }

    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        int narrow = dimension - 1;
        Tensor v = x.column(narrow);
        Tensor logVariance = v.sub(mean).div(sd).square().mul(-0.5);
        Tensor squares = x.slice(1, 0, narrow).sub(centre).square().sum(1);
        Tensor given = squares.mul(v.neg().exp()).add(v.mul(narrow)).mul(-0.5);
        return logVariance.add(given).sub(Math.log(sd) + 0.5 * dimension * Math.log(2 * Math.PI));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(n, dimension, random, (generator, x) -> {
            int narrow = dimension - 1;
            x[narrow] = mean + sd * generator.nextGaussian();
            double scale = Math.exp(x[narrow] / 2);
            for (int i = 0; i < narrow; i++) {
                x[i] = centre + scale * generator.nextGaussian();
            }
        });
    }
}
