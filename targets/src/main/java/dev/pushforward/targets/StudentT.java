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
 * The product of d Student t laws with v degrees of freedom, normalised:
 * {@code log p = d (lnGamma((v+1)/2) - lnGamma(v/2) - 1/2 ln(pi v)) - (v+1)/2 sum ln(1 + x_i^2 / v)}. Not the
 * multivariate t law, whose coordinates depend on each other. Draws by Bailey's polar method (1994, Mathematics of
 * Computation 62, 779-781): {@code sqrt(v (U^(-2/v) - 1)) cos 2 pi V}, two uniform numbers per coordinate.
 */
public final class StudentT implements DensityTarget, DataTarget {
    private static final double MANY = 1000; // where the series' next term is 5e-17

    private final int dimension;
    private final double degrees;
    private final double logConstant;

    /** The law of this dimension with these degrees of freedom. */
    public StudentT(int dimension, double degreesOfFreedom) {
        this.dimension = Require.atLeast(1, "dimension", dimension);
        this.degrees = Require.positive("degreesOfFreedom", degreesOfFreedom);
        this.logConstant = logConstant(degrees);
    }

    /**
     * {@code lnGamma((v+1)/2) - lnGamma(v/2) - 1/2 ln(pi v)}: of many degrees by its series at infinity, as the
     * difference of two large numbers would be all rounding.
     */
    private static double logConstant(double v) {
        return v < MANY
                ? logGamma((v + 1) / 2) - logGamma(v / 2) - 0.5 * Math.log(Math.PI * v)
                : -0.5 * Math.log(2 * Math.PI) - 1 / (4 * v) + 1 / (24 * v * v * v);
    }

    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return x.square().div(degrees).log1p().sum(1).mul(-0.5 * (degrees + 1)).add(dimension * logConstant);
    }

    /** {@code -(v+1) x / (v + x^2)}. */
    @Override
    public Tensor score(Tensor x) {
        return x.mul(-(degrees + 1)).div(x.square().add(degrees));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        return new Evaluation(logDensity(x), score(x));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(
                n,
                dimension,
                random,
                (generator, x) -> Arrays.setAll(x, j -> {
                    double u = 1 - generator.nextDouble(); // (0, 1]
                    return Math.sqrt(degrees * Math.expm1(-2 / degrees * Math.log(u)))
                            * Math.cos(2 * Math.PI * generator.nextDouble());
                }));
    }

    /** Stirling's series from 10 upwards, where its first five terms are exact to 1e-15, and the recurrence below. */
    static double logGamma(double x) {
        double shift = 0;
        double y = x;
        for (; y < 10; y++) {
            shift += Math.log(y);
        }
        double r = 1 / (y * y);
        double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / y;
        return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
