package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * {@code N(mean 1, sd^2 I)} on R^d, normalised: {@code log p = -|x - mean|^2 / 2 sd^2 - d/2 log(2 pi sd^2)}. Exact
 * draws take d normal numbers each. {@code N(10, I)} and {@code N(0, 0.1 I)} are targets of Monte Carlo diffusion
 * (Doucet, Grathwohl, Matthews and Strathmann 2022, arXiv:2208.07698).
 */
public final class IsotropicGaussian implements DensityTarget, DataTarget {
    private final int dimension;
    private final double mean;
    private final double sd;

    /** The Gaussian with this mean in every coordinate and this standard deviation. */
    public IsotropicGaussian(int dimension, double mean, double sd) {
        this.dimension = Require.atLeast(1, "dimension", dimension);
        this.mean = Require.finite("mean", mean);
        this.sd = Require.positive("sd", sd);
    }

    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return logDensityAt(x.sub(mean));
    }

    /** {@code -(x - mean) / sd^2}. */
    @Override
    public Tensor score(Tensor x) {
        return scoreAt(x.sub(mean));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        Tensor y = x.sub(mean);
        return new Evaluation(logDensityAt(y), scoreAt(y));
    }

    private Tensor logDensityAt(Tensor y) {
        return y.div(sd).square().sum(1).mul(-0.5).sub(0.5 * dimension * Math.log(2 * Math.PI * sd * sd));
    }

    private Tensor scoreAt(Tensor y) {
        return y.mul(-1 / (sd * sd));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(
                n, dimension, random, (generator, x) -> Arrays.setAll(x, j -> mean + sd * generator.nextGaussian()));
    }
}
