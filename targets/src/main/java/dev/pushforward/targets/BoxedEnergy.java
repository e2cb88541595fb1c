package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * The plane energies of Rezende and Mohamed (2015, arXiv:1505.05770, Table 1) in a soft box:
 * {@code log q = -U(z) - sum_i relu(|z_i| - T)^2}. Three of the four do not decay along {@code z_1} and have no
 * normaliser without it. Sums of exponentials are computed without the constant that published code adds inside the
 * logarithm, which would cut off the score far out.
 *
 * <p>{@code log Z} by quadrature in float64, to about 1e-9; draws exact, by rejection. In the kink {@code |z_i| = T}
 * the second derivative jumps.
 */
abstract sealed class BoxedEnergy implements DensityTarget, DataTarget permits EnergyU1, Ribbon {
    private static final double PANEL = 0.5;
    private static final double MARGIN = 7; // e^-49 is left outside

    private final double threshold;
    private volatile double logNormalizer = Double.NaN;

    BoxedEnergy(double threshold) {
        this.threshold = Require.positive("threshold", threshold);
    }

    /** {@code -U}, {@code [n], [n] -> [n]}. */
    abstract Tensor negativeEnergy(Tensor z1, Tensor z2);

    /**
     * Writes a draw of a law above {@code q} and returns the log of the share of such draws at that place that belong
     * to q.
     */
    abstract double propose(RandomGenerator random, double[] z);

    @Override
    public final Space space() {
        return new Euclidean(2);
    }

    @Override
    public final Tensor logDensity(Tensor x) {
        Tensor outside = x.abs().sub(threshold).relu().square().sum(1);
        return negativeEnergy(x.column(0), x.column(1)).sub(outside);
    }

    @Override
    public final OptionalDouble logNormalizer() {
        if (Double.isNaN(logNormalizer)) {
            double end = threshold + MARGIN;
            double inner = 2 * threshold / Math.ceil(2 * threshold / PANEL);
            DoubleStream left = DoubleStream.iterate(-end, e -> e < -threshold - PANEL / 2, e -> e + PANEL);
            DoubleStream middle = DoubleStream.iterate(-threshold, e -> e < threshold - inner / 2, e -> e + inner);
            DoubleStream right = DoubleStream.iterate(threshold, e -> e < end + PANEL / 2, e -> e + PANEL);
            double[] edges = DoubleStream.concat(DoubleStream.concat(left, middle), right)
                    .toArray();
            logNormalizer = GaussLegendre.logIntegral(this, edges);
        }
        return OptionalDouble.of(logNormalizer);
    }

    @Override
    public final Tensor draw(int n, RandomStream random) {
        return ExactDraws.of(n, 2, random, (generator, z) -> {
            double accept;
            do {
                accept = propose(generator, z);
            } while (generator.nextDouble() >= Math.exp(accept));
        });
    }

    final double threshold() {
        return threshold;
    }

    /** {@code -relu(|z| - T)^2}. */
    final double box(double z) {
        double outside = Math.max(Math.abs(z) - threshold, 0);
        return -outside * outside;
    }

    /** {@code sin(2 pi z_1 / 4)}. */
    static Tensor w1(Tensor z1) {
        return z1.mul(Math.PI / 2).sin();
    }

    /** {@code log(e^a + e^b)}. */
    static Tensor logAddExp(Tensor a, Tensor b) {
        return Tensor.stack(1, a, b).logSumExp(1);
    }

    /** {@code -(x / sd)^2 / 2}. */
    static Tensor bell(Tensor x, double sd) {
        return x.square().mul(-0.5 / (sd * sd));
    }
}
