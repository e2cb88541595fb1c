package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.GaussianMixture;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the target {@code gaussian-mixture}. */
@Component(
        name = "gaussian-mixture",
        summary = "A mixture of equally wide Gaussians of any dimension, with given means or with means drawn once from"
                + " a Gaussian.",
        citation = "Doucet, Grathwohl, Matthews and Strathmann 2022, Score-based diffusion meets annealed importance"
                + " sampling, arXiv:2208.07698")
public final class GaussianMixtureFactory implements TargetFactory {
    private static final Setting<Integer> DIMENSION =
            Setting.integer("dimension", 20, 1, 1_000_000, "number of coordinates");
    private static final Setting<Integer> COMPONENTS =
            Setting.integer("components", 8, 1, 10_000, "number of Gaussians");
    private static final Setting<Double> SD =
            Setting.positive("sd", 1, "standard deviation of every coordinate of every Gaussian");
    private static final Setting<List<Double>> MEANS = Setting.reals(
            "means",
            List.of(),
            -1e6,
            1e6,
            "the means, one after the other, components x dimension numbers; where empty they are drawn");
    private static final Setting<Integer> SEED =
            Setting.integer("seed", 1, 0, Integer.MAX_VALUE, "of the means that are drawn");
    private static final Setting<Double> CENTRE =
            Setting.real("centre", 3, -1e6, 1e6, "mean of the coordinates of means that are drawn");
    private static final Setting<Double> SPREAD =
            Setting.positive("spread", 1, "standard deviation of the coordinates of means that are drawn");
    private static final Setting<List<Double>> WEIGHTS = Setting.reals(
            "weights",
            List.of(),
            1e-12,
            1e12,
            "one weight per Gaussian, scaled to sum to 1; where empty they are equal");

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIMENSION, COMPONENTS, SD, MEANS, WEIGHTS, SEED, CENTRE, SPREAD);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        int d = settings.get(DIMENSION);
        int k = settings.get(COMPONENTS);
        List<Double> given = settings.get(MEANS);
        if (!given.isEmpty() && given.size() != k * d) {
            throw new IllegalArgumentException("means has " + given.size() + " numbers: components = " + k
                    + " means of dimension = " + d + " have " + k * d);
        }
        List<Double> shares = settings.get(WEIGHTS);
        if (!shares.isEmpty() && shares.size() != k) {
            throw new IllegalArgumentException(
                    "weights has " + shares.size() + " numbers: there are components = " + k);
        }
        RandomGenerator random = RandomStream.of(settings.get(SEED)).generator();
        double[][] means = new double[k][d];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < d; j++) {
                means[i][j] = given.isEmpty()
                        ? settings.get(CENTRE) + settings.get(SPREAD) * random.nextGaussian()
                        : given.get(i * d + j);
            }
        }
        double[] weights = new double[k];
        Arrays.setAll(weights, i -> shares.isEmpty() ? 1 : shares.get(i));
        return new GaussianMixture(means, settings.get(SD), weights);
    }
}
