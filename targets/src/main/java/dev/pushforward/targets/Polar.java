package dev.pushforward.targets;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * What laws on a ring share: densities of the form {@code exp(-(r - R)^2 / v)} in the plane, r the distance from the
 * origin.
 */
final class Polar {
    private static final double ROUNDED = 1e-24;

    private Polar() {}

    /**
     * Distances from the origin, {@code sqrt(|x|^2 + 1e-24)}, {@code [n, 2] -> [n]}: smooth at the origin, unchanged by
     * rounding elsewhere.
     */
    static Tensor radius(Tensor x) {
        return x.square().sum(1).add(ROUNDED).sqrt();
    }

    /** {@code log int_0^inf r exp(-(r - R)^2 / v) dr}. */
    static double logRadialMass(double radius, double width) {
        double erf =
                Tensor.scalar(DType.FLOAT64, radius / Math.sqrt(width)).erf().item();
        return Math.log(
                width / 2 * Math.exp(-radius * radius / width) + radius * Math.sqrt(Math.PI * width) / 2 * (1 + erf));
    }

    /** One draw from the density {@code exp(-(r - R)^2 / v)} in the plane. */
    static void draw(RandomGenerator random, double radius, double width, double[] x) {
        double sd = Math.sqrt(width / 2);
        // r / bound is the chance to accept; a normal number above 10 has probability 1e-23
        double bound = radius + 10 * sd;
        double r;
        do {
            r = radius + sd * random.nextGaussian();
        } while (r <= 0 || bound * random.nextDouble() >= r);
        double angle = 2 * Math.PI * random.nextDouble();
        x[0] = r * Math.cos(angle);
        x[1] = r * Math.sin(angle);
    }
}
