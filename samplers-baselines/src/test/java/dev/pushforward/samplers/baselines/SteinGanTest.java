package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SteinGanTest {
    /** The normal law with mean (-1, 1) and precision [[3, -0.5], [-0.5, 1]]. */
    record Normal() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return SteinKernelTest.score(x).mul(x.sub(x.like(new double[] {-1, 1}, 2))).sum(1).mul(0.5);
        }
    }

    /** Computed apart, from the authors' code: normalised by the kernel's row sums, the bandwidth by the median of all 16 squared distances. */
    @Test
    void directionIsThatOfTheAuthors() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0, 0, 1, 0.5, -0.5, 0.25, 0.5, -0.25}, 4, 2);
        double[] expected = {
            -3.6283910011523, 1.4566411773498, -5.6784349861603, 1.9879371460408, -3.3371827424118, 1.6231854650701, -4.0200644344123, 1.1097937956767
        };
        assertArrayEquals(expected, SteinGan.direction(new Normal(), x).toDoubleArray(), 1e-10);
    }
}
