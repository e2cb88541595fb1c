package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * A ring: {@code log q = -(r - R)^2 / v} with {@code r = |x|}, so the radial standard deviation is {@code sqrt(v / 2)}.
 * Not normalised; {@code log Z = log(2 pi) + log int_0^inf r exp(-(r - R)^2 / v) dr} in closed form. Exact draws: a
 * uniform angle, and a radius drawn from {@code N(R, v/2)} and accepted in proportion to r.
 *
 * <p>At the origin r has no derivative; {@code sqrt(|x|^2 + 1e-24)} is used, which is smooth there, so that the score
 * at the origin is 0.
 */
public final class Donut implements DensityTarget, DataTarget {
    private final double radius;
    private final double width;

    /** The ring of radius R with width v. */
    public Donut(double radius, double width) {
        this.radius = Require.positive("radius", radius);
        this.width = Require.positive("width", width);
    }

    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return Polar.radius(x).sub(radius).square().mul(-1 / width);
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(Math.log(2 * Math.PI) + Polar.logRadialMass(radius, width));
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(n, 2, random, (generator, x) -> Polar.draw(generator, radius, width, x));
    }
}
