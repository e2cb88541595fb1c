package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
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
            return SteinKernelTest.score(x)
                    .mul(x.sub(x.like(new double[] {-1, 1}, 2)))
                    .sum(1)
                    .mul(0.5);
        }
    }

    /**
     * Computed apart, from the authors' code: normalised by the kernel's row sums, the bandwidth by the median of all
     * 16 squared distances.
     */
    @Test
    void directionIsThatOfTheAuthors() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0, 0, 1, 0.5, -0.5, 0.25, 0.5, -0.25}, 4, 2);
        double[] expected = {
            -3.6283910011523,
            1.4566411773498,
            -5.6784349861603,
            1.9879371460408,
            -3.3371827424118,
            1.6231854650701,
            -4.0200644344123,
            1.1097937956767
        };
        assertArrayEquals(expected, SteinGan.direction(new Normal(), x).toDoubleArray(), 1e-10);
    }

    /** The standard normal law around (m, m, ...). */
    private record Round(int d, double m) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(d);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.sub(m).square().sum(1).mul(-0.5);
        }
    }

    /** The directions of the same float32 points in float32 and in float64, 10,000 widths from the origin. */
    @Test
    void farFromTheOriginNothingIsLost() {
        var target = new Round(2, 10_000);
        Tensor x = Tensor.normal(DType.FLOAT64, RandomStream.of(1).generator(), 200, 2)
                .add(10_000)
                .cast(DType.FLOAT32);
        Tensor y = x.cast(DType.FLOAT64);
        assertClose(SteinGan.direction(target, y), SteinGan.direction(target, x));
        for (SteinKernel kernel : SteinKernel.values()) {
            assertClose(kernel.descent(target, y, RandomStream.of(1)), kernel.descent(target, x, RandomStream.of(1)));
        }
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        double size = Math.sqrt(expected.square().mean().item());
        assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), 1e-4 * size);
    }

    /**
     * All or four fifths of the points at one place, the others far off: the median distance is 0 but for rounding, and
     * those there follow their score.
     */
    @Test
    void pointsThatCoincideFollowTheScore() {
        var target = new Round(54, 0.5);
        Tensor place = Tensor.normal(DType.FLOAT64, RandomStream.of(2).generator(), 54);
        for (DType dtype : DType.values()) {
            for (int n : new int[] {1, 2, 7, 201, 1000}) {
                for (double far : new double[] {0, 100}) {
                    Tensor there = place.cast(dtype).unsqueeze(0).broadcastTo(n - n / 5, 54);
                    Tensor x = Tensor.concat(
                            0, place.cast(dtype).add(far).unsqueeze(0).broadcastTo(n / 5, 54), there);
                    Tensor direction = SteinGan.direction(target, x).slice(0, n / 5, n);
                    assertArrayEquals(target.score(there).toDoubleArray(), direction.toDoubleArray(), 1e-3);
                }
            }
        }
    }
}
