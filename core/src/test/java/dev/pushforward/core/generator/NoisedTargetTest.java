package dev.pushforward.core.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NoisedTargetTest {
    private static final int POINTS = 20_000;

    /** {@code N(0, 1/precision)} in each of two coordinates. */
    private record Normal(double precision) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.square().sum(1).mul(-0.5 * precision);
        }
    }

    private static double share(double precision) {
        return new NoisedTarget(new Normal(precision), Noise.mixed(0.8), POINTS, DType.FLOAT64, RandomStream.of(1))
                .effectiveShare();
    }

    /**
     * With {@code w = exp(-(p - 1) |u|^2 / 2)}, u in R^2 from N(0, I): {@code E[w] = 1/p}, {@code E[w^2] = 1/(2p - 1)},
     * so that the share is {@code (2p - 1) / p^2}. At p = 10 the weights' relative standard deviation is 2.1, and the
     * estimate's is below 0.02 over the points; the bound of 5 of those has a false-alarm rate below 1e-6, for the
     * fixed seed none.
     */
    @Test
    void theEffectiveShareIsThatOfTheWeights() {
        assertEquals(1, share(1), 1e-12, "all weigh the same");
        assertEquals(19.0 / 100, share(10), 0.019);
        assertEquals(1.0 / POINTS, share(1e9), 1e-6, "the point nearest to the origin has all the weight");
    }
}
