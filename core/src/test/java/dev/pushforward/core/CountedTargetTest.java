package dev.pushforward.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is counted of the ways in which a density is evaluated, and that counting changes nothing else. */
class CountedTargetTest {
    private static final Tensor POINTS =
            Tensor.normal(DType.FLOAT64, RandomStream.of(1).generator(), 7, 2).kept();

    /** {@code -|x|^4 / 4}, its score by differentiation; a minibatch is another target. */
    private record Quartic(double factor) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.square().sum(1).square().mul(-factor / 4);
        }

        @Override
        public OptionalDouble logNormalizer() {
            return OptionalDouble.of(3);
        }

        @Override
        public String name() {
            return "the quartic";
        }

        @Override
        public boolean hasMinibatches() {
            return factor == 1;
        }

        @Override
        public DensityTarget minibatch(RandomStream random) {
            return factor == 1 ? new Quartic(2) : this;
        }
    }

    /** A normal law in closed form, and can be drawn from, sorted and predicted by. */
    private record Normal() implements DensityTarget, DataTarget, ModalTarget, PredictiveTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.square().sum(1).mul(-0.5);
        }

        @Override
        public Evaluation evaluate(Tensor x) {
            return new Evaluation(logDensity(x), x.neg());
        }

        @Override
        public Tensor draw(int n, RandomStream random) {
            return Tensor.normal(DType.FLOAT64, random.generator(), n, 2);
        }

        @Override
        public Optional<Tensor> heldOutRows() {
            return Optional.of(POINTS);
        }

        @Override
        public double[] modeWeights() {
            return new double[] {1};
        }

        @Override
        public int[] modeOf(Tensor x) {
            return new int[x.size(0)];
        }

        @Override
        public int heldOut() {
            return 5;
        }

        @Override
        public Tensor logPredictive(Tensor x, int from, int to) {
            return Tensor.zeros(x.dtype(), x.size(0), to - from);
        }
    }

    private final EvaluationCounter counter = new EvaluationCounter();

    private EvaluationCounts counted(Runnable work) {
        EvaluationCounts before = counter.total();
        work.run();
        return counter.total().minus(before);
    }

    @Test
    void whatIsAskedForIsCountedHoweverTheTargetComputesIt() {
        for (DensityTarget plain : List.of(new Quartic(1), new Normal())) {
            DensityTarget q = CountedTarget.of(plain, counter);
            for (DensityTarget target : List.of(q, new GuardedTarget(q), new ScaledTarget(new GuardedTarget(q), 2))) {
                assertEquals(new EvaluationCounts(7, 0, 0), counted(() -> target.logDensity(POINTS)));
                assertEquals(new EvaluationCounts(0, 7, 0), counted(() -> target.score(POINTS)));
                assertEquals(new EvaluationCounts(0, 7, 7), counted(() -> target.score(POINTS.tracked())));
                assertEquals(new EvaluationCounts(7, 7, 0), counted(() -> target.evaluate(POINTS)));
                assertEquals(new EvaluationCounts(7, 7, 7), counted(() -> target.evaluate(POINTS.tracked())));
            }
            assertEquals(
                    new EvaluationCounts(7, 7, 0),
                    counted(() -> {
                        Tensor x = POINTS.tracked();
                        Gradient.of(q.logDensity(x)).wrt(x);
                    }),
                    "of a method that differentiates the log density itself");
        }
    }

    @Test
    void minibatchesAreCountedAndStayWhatTheyAre() {
        DensityTarget q = CountedTarget.of(new Quartic(1), counter);
        DensityTarget some = q.minibatch(RandomStream.of(1));
        assertEquals(new EvaluationCounts(7, 0, 0), counted(() -> some.logDensity(POINTS)));
        assertArrayEquals(
                new Quartic(2).logDensity(POINTS).toDoubleArray(),
                some.logDensity(POINTS).toDoubleArray());
        DensityTarget whole = CountedTarget.of(new Normal(), counter);
        assertSame(whole, whole.minibatch(RandomStream.of(1)));
        assertTrue(q.hasMinibatches());
        assertFalse(some.hasMinibatches());
        assertFalse(whole.hasMinibatches());
    }

    @Test
    void theCountedTargetIsWhatTheTargetIs() {
        DensityTarget plain = CountedTarget.of(new Quartic(1), counter);
        assertEquals("the quartic", plain.name());
        assertEquals(OptionalDouble.of(3), plain.logNormalizer());
        assertEquals(2, plain.dimension());
        assertEquals(
                false,
                plain instanceof DataTarget || plain instanceof ModalTarget || plain instanceof PredictiveTarget);
        assertArrayEquals(
                new Quartic(1).score(POINTS).toDoubleArray(),
                plain.score(POINTS).toDoubleArray());
        DensityTarget able = CountedTarget.of(new Normal(), counter);
        assertArrayEquals(new double[] {1}, ((ModalTarget) able).modeWeights());
        assertEquals(7, ((ModalTarget) able).modeOf(POINTS).length);
        assertEquals(5, ((PredictiveTarget) able).heldOut());
        assertArrayEquals(
                new int[] {7, 2},
                ((PredictiveTarget) able).logPredictive(POINTS, 1, 3).shape());
        assertArrayEquals(
                new Normal().draw(3, RandomStream.of(4)).toDoubleArray(),
                ((DataTarget) able).draw(3, RandomStream.of(4)).toDoubleArray());
        assertSame(POINTS, ((DataTarget) able).heldOutRows().orElseThrow());
    }

    @Test
    void everyRowIsCountedOnAnyNumberOfThreads() {
        DensityTarget q = CountedTarget.of(new Quartic(1), counter);
        for (int threads : new int[] {1, 4}) {
            assertEquals(
                    new EvaluationCounts(0, 10_001, 0),
                    counted(() -> Microbatches.map(
                            Workers.of(threads),
                            10_001,
                            2,
                            DType.FLOAT32,
                            RandomStream.of(1),
                            (rows, r) -> q.score(Tensor.normal(DType.FLOAT32, r.generator(), rows.count(), 2)))));
        }
    }
}
