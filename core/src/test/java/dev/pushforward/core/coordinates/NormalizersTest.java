package dev.pushforward.core.coordinates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.CountedTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.EvaluationCounter;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A target in other coordinates keeps its normaliser: {@code exp(logDensity - logNormalizer)} integrates to 1. */
class NormalizersTest {
    private static final int NODES = 400; // a side

    /** Log density 2.5 too large; a skewed first coordinate, {@code u - e^u}, and a normal second one. */
    private record Gumbel() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0);
            return u.sub(u.exp())
                    .sub(x.column(1).sub(0.3).div(0.7).square().mul(0.5))
                    .add(2.5);
        }

        @Override
        public OptionalDouble logNormalizer() {
            return OptionalDouble.of(2.5 + Math.log(0.7 * Math.sqrt(2 * Math.PI)));
        }
    }

    /** The trapezoidal rule, whose error is far below the tolerance for what falls off at the edges. */
    private static double integral(DensityTarget q, double halfWidth) {
        double h = 2 * halfWidth / NODES;
        double[] points = new double[2 * NODES * NODES];
        for (int i = 0; i < NODES * NODES; i++) {
            points[2 * i] = -halfWidth + h * (i / NODES + 0.5);
            points[2 * i + 1] = -halfWidth + h * (i % NODES + 0.5);
        }
        Tensor log = q.logDensity(Tensor.of(DType.FLOAT64, points, NODES * NODES, 2));
        return log.sub(q.logNormalizer().orElseThrow()).exp().sum().item() * h * h;
    }

    @Test
    void everyWrapperKeepsIt() {
        DensityTarget q = new Gumbel();
        var whitening = new Whitening(
                Tensor.of(DType.FLOAT64, new double[] {1.5, 0.4, 0.4, 0.8}, 2, 2),
                Tensor.of(DType.FLOAT64, new double[] {0.8, -0.4, -0.4, 1.5}, 2, 2)
                        .div(1.5 * 0.8 - 0.4 * 0.4));
        List<DensityTarget> all = List.of(
                q,
                new GuardedTarget(q),
                CountedTarget.of(q, new EvaluationCounter()),
                new ScaledTarget(q, 2),
                new ScaledTarget(new ScaledTarget(q, 0.5), 3),
                new WhitenedTarget(q, () -> whitening),
                new UnwhitenedDensity(q, whitening));
        for (DensityTarget wrapped : all) {
            assertEquals(1, integral(wrapped, 40), 1e-6, wrapped.toString());
        }
    }

    @Test
    void whatIsNotKnownStaysUnknown() {
        DensityTarget unknown = new DensityTarget() {
            @Override
            public Space space() {
                return new Euclidean(2);
            }

            @Override
            public Tensor logDensity(Tensor x) {
                return x.square().sum(1).mul(-0.5);
            }
        };
        assertTrue(new ScaledTarget(unknown, 3).logNormalizer().isEmpty());
        Tensor x = Tensor.normal(DType.FLOAT64, RandomStream.of(1).generator(), 3, 2);
        assertEquals(
                unknown.logDensity(x.mul(3)).get(1),
                new ScaledTarget(unknown, 3).evaluate(x).logDensity().get(1));
    }
}
