package dev.pushforward.app.run;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * The share of draws that lie outside a target's support: where its log density is -infinity, or NaN. Weighted draws
 * count with their self-normalised weights. Cost: one evaluation of the log density per draw.
 */
final class OutsideSupport {
    /** What the measurement is called. */
    static final String NAME = "outside-support";

    private OutsideSupport() {}

    /** The share, with its standard error {@code sqrt(sum w_i^2 (1_i - p)^2)}: of equal weights the binomial one. */
    static Measurement measure(Draws draws, DensityTarget target, Compute compute) {
        int n = draws.count();
        Tensor x = draws.points();
        Tensor log = Microbatches.map(
                compute.workers(), n, 1, x.dtype(), RandomStream.of(0), (rows, unused) -> target.logDensity(rows.of(x))
                        .detach()
                        .unsqueeze(1));
        double[] weights = draws.normalizedWeights();
        double share = 0;
        for (int i = 0; i < n; i++) {
            share += outside(log.get(i, 0)) ? weights[i] : 0;
        }
        double variance = 0;
        for (int i = 0; i < n; i++) {
            double from = weights[i] * ((outside(log.get(i, 0)) ? 1 : 0) - share);
            variance += from * from;
        }
        return new Measurement(
                NAME,
                share,
                OptionalDouble.of(Math.sqrt(variance)),
                "1",
                Measurement.Better.LOWER,
                OptionalDouble.empty());
    }

    private static boolean outside(double logDensity) {
        return Double.isNaN(logDensity) || logDensity == Double.NEGATIVE_INFINITY;
    }
}
