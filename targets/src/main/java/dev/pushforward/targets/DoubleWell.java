package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A tilted double well in the plane: {@code log q(u, v) = -(a u + b u^2 + c u^4) - v^2 / 2}, c above 0, as in
 * stochastic normalizing flows (Wu, Koehler and Noe 2020, arXiv:2002.06707), whose experiment has a = -0.5, b = -6, c =
 * 1. Score {@code (-a - 2 b u - 4 c u^3, -v)}.
 *
 * <p>{@code log Z} and the shares of the wells, which meet at the saddle (the middle root of
 * {@code a + 2 b u + 4 c u^3}), are by quadrature; draws invert the distribution function of u. All are exact to about
 * 1e-12 up to barriers of some 10^4 nats. Where the polynomial has one well only there is one mode.
 */
public final class DoubleWell implements DensityTarget, DataTarget, ModalTarget {
    private static final double NEGLIGIBLE = 60; // nats below the top: e^-60 = 1e-26

    private final double a;
    private final double b;
    private final double c;
    private final IntervalLaw law;
    private final double saddle;

    /** The well with these coefficients. */
    public DoubleWell(double a, double b, double c) {
        this.a = Require.finite("a", a);
        this.b = Require.finite("b", b);
        this.c = Require.positive("c", c);
        double[] roots = stationaryPoints(b / (2 * c), a / (4 * c));
        this.saddle = roots.length == 3 ? roots[1] : Double.NaN;
        double top = Arrays.stream(roots).map(this::profile).max().orElseThrow();
        double low = roots[0];
        double high = roots[roots.length - 1];
        double step = 0.01 * Math.min(Math.pow(c, -0.25), 1 / Math.sqrt(Math.abs(b) + 1e-300));
        while (profile(low) > top - NEGLIGIBLE) {
            low -= step;
        }
        while (profile(high) > top - NEGLIGIBLE) {
            high += step;
        }
        this.law = new IntervalLaw(this::profile, top, low, high);
    }

    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor u = x.column(0);
        Tensor v = x.column(1);
        Tensor square = u.square();
        return u.mul(-a)
                .sub(square.mul(b))
                .sub(square.square().mul(c))
                .sub(v.square().mul(0.5));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(law.logMass() + 0.5 * Math.log(2 * Math.PI));
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(n, 2, random, (generator, x) -> {
            x[0] = law.draw(generator);
            x[1] = generator.nextGaussian();
        });
    }

    /** The share of the left and of the right well; {@code [1]} where there is only one. */
    @Override
    public double[] modeWeights() {
        if (Double.isNaN(saddle)) {
            return new double[] {1};
        }
        double left = law.share(saddle);
        return new double[] {left, 1 - left};
    }

    @Override
    public int[] modeOf(Tensor x) {
        int[] modes = new int[x.size(0)];
        for (int i = 0; i < modes.length; i++) {
            modes[i] = x.get(i, 0) > saddle ? 1 : 0;
        }
        return modes;
    }

    /** The log density along u. */
    private double profile(double u) {
        return -(a + (b + c * u * u) * u) * u;
    }

    /** The real roots of {@code u^3 + p u + q}, in order. */
    private static double[] stationaryPoints(double p, double q) {
        if (4 * p * p * p + 27 * q * q < 0) { // three of them, by Viete's formula
            double angle = Math.acos(Math.clamp(1.5 * q / p * Math.sqrt(-3 / p), -1, 1)) / 3;
            double[] roots = new double[3];
            for (int k = 0; k < 3; k++) {
                roots[k] = 2 * Math.sqrt(-p / 3) * Math.cos(angle - 2 * Math.PI * (2 - k) / 3);
            }
            return roots;
        }
        double discriminant = Math.sqrt(q * q / 4 + p * p * p / 27); // one, by Cardano's formula
        double larger = -(q / 2 + Math.copySign(discriminant, q));
        double root = Math.cbrt(larger);
        return new double[] {root == 0 ? 0 : root - p / (3 * root)};
    }
}
