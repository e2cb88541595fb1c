package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.dynamics.RandomWalk;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Log densities that are not finite, and adaptations that find no step size. */
class SupportTest {
    private static final Compute COMPUTE = new Compute(DType.FLOAT64, Workers.of(2));
    private static final RandomStream KEY = RandomStream.of(17);

    /** A target on the line. */
    private record OnLine(UnaryOperator<Tensor> log) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(1);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return log.apply(x.column(0));
        }

        @Override
        public String name() {
            return "line";
        }
    }

    /** The exponential distribution. */
    private static OnLine edged(double beyond) {
        return new OnLine(u -> Tensor.where(u.greaterThan(0), u.neg(), Tensor.full(u.dtype(), beyond, u.size(0))));
    }

    private static Map<String, Corrector> metropolis(int adaptation, int steps) {
        var all = new LinkedHashMap<String, Corrector>();
        all.put("mala", new Metropolis(new Mala(), new MetropolisSettings(steps, 0.1, adaptation, 0.574), COMPUTE));
        all.put("hmc", new Metropolis(new Hmc(3), new MetropolisSettings(steps, 0.1, adaptation, 0.651), COMPUTE));
        all.put(
                "random-walk",
                new Metropolis(new RandomWalk(), new MetropolisSettings(steps, 0.5, adaptation, 0.234), COMPUTE));
        all.put(
                "parallel-tempering",
                new ParallelTempering(new ParallelTempering.Settings(steps, adaptation, 3, 0.3, 0.1), COMPUTE));
        return all;
    }

    /** n draws of the exponential distribution, every so many of them replaced. */
    private static Draws draws(int n, int every, double by) {
        var random = RandomStream.of(3).generator();
        double[] x = IntStream.range(0, n)
                .mapToDouble(i -> -Math.log(1 - random.nextDouble()))
                .toArray();
        for (int i = 0; i < n; i += every) {
            x[i] = by;
        }
        return of(x);
    }

    private static Draws of(double... x) {
        return Draws.of(Tensor.of(DType.FLOAT64, x, x.length, 1));
    }

    /** With draws out of reach the step was 0.013 instead of 1.24, and nothing said that they stay. */
    @Test
    void drawsThatCannotMoveAreCountedAndDoNotAdaptTheStep() {
        Draws inside = draws(1000, 1001, 1);
        Draws half = draws(1000, 2, -1e6);
        metropolis(100, 100).forEach((name, corrector) -> {
            Correction right = corrector.correct(edged(Double.NEGATIVE_INFINITY), inside, KEY);
            Correction mixed = corrector.correct(edged(Double.NEGATIVE_INFINITY), half, KEY);
            assertEquals(0, right.stuck(), name);
            assertEquals(500, mixed.stuck(), name);
            assertEquals(
                    0,
                    Math.log(mixed.stepSize() / right.stepSize()),
                    0.25,
                    name + ": step " + mixed.stepSize() + ", without such draws " + right.stepSize());
            assertEquals(
                    right.acceptanceRate().getAsDouble(), mixed.acceptanceRate().getAsDouble(), 0.05, name);
            for (int i = 0; i < 1000; i++) {
                assertTrue(
                        i % 2 == 0
                                ? mixed.draws().points().get(i, 0) == -1e6
                                : mixed.draws().points().get(i, 0) > 0,
                        name + ": row " + i);
            }
        });
    }

    @Test
    void theStepOfTheIssuesExample() {
        var mala = new Metropolis(new Mala(), new MetropolisSettings(100, 0.1, 100, 0.574), COMPUTE);
        for (int every : new int[] {2, 1001}) {
            assertEquals(
                    1.24,
                    mala.correct(edged(Double.NEGATIVE_INFINITY), draws(1000, every, -50), KEY)
                            .stepSize(),
                    0.25);
        }
    }

    @Test
    void noDrawThatCanMoveIsARateOfNone() {
        metropolis(30, 5).forEach((name, corrector) -> {
            Correction none = corrector.correct(edged(Double.NEGATIVE_INFINITY), of(-1e6, -1e6, -1e6), KEY);
            assertEquals(3, none.stuck(), name);
            assertEquals(0, none.acceptanceRate().getAsDouble(), name);
        });
    }

    /**
     * Each of 100 proposals of a step about 1 long reaches the support from 0.2 away with a probability of more than
     * 0.3: false alarms less than 1e-15 of 100 draws.
     */
    @Test
    void aDrawNextToTheSupportFindsIt() {
        metropolis(100, 100).forEach((name, corrector) -> {
            Correction moved = corrector.correct(edged(Double.NEGATIVE_INFINITY), draws(1000, 10, -0.2), KEY);
            assertEquals(0, moved.stuck(), name);
            assertTrue(moved.draws().points().min(0).item() > 0, name);
        });
    }

    @Test
    void nanAndInfinityAtTheStartAreRefusedWithRowAndPoint() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] x = draws(1000, 1001, 1).points().toDoubleArray();
            x[803] = -2;
            metropolis(0, 1).forEach((name, corrector) -> {
                var e = assertThrows(DivergenceException.class, () -> corrector.correct(edged(bad), of(x), KEY), name);
                assertEquals("the log density of line is " + bad + " at row 803, x = [-2.0]", e.getMessage(), name);
            });
        }
    }

    @Test
    void infinityAtAProposalIsRefused() {
        metropolis(0, 20).forEach((name, corrector) -> {
            var e = assertThrows(
                    DivergenceException.class,
                    () -> corrector.correct(edged(Double.POSITIVE_INFINITY), draws(1000, 1001, 1), KEY),
                    name);
            assertTrue(e.getMessage().startsWith("the log density of line is Infinity at row "), e.getMessage());
        });
    }

    /** {@code log x} is NaN below 0: a target that does not say -infinity. */
    @Test
    void proposalsAtNanAreRejectedAndCounted() {
        metropolis(0, 50).forEach((name, corrector) -> {
            Correction moved = corrector.correct(new OnLine(u -> u.log().sub(u)), draws(1000, 1001, 1), KEY);
            assertTrue(moved.undefined() > 0, name);
            assertTrue(moved.draws().points().min(0).item() > 0, name);
        });
        metropolis(50, 50)
                .forEach((name, corrector) -> assertEquals(
                        0,
                        corrector
                                .correct(edged(Double.NEGATIVE_INFINITY), draws(1000, 1001, 1), KEY)
                                .undefined(),
                        name));
    }

    /** {@code log max(x, 0) - x}: outside, the log density is -infinity and its derivative NaN. */
    @Test
    void aScoreThatIsNotFiniteMattersOnlyInsideTheSupport() {
        var gamma = new OnLine(u -> u.relu().log().sub(u));
        metropolis(50, 10)
                .forEach((name, corrector) -> assertEquals(
                        100,
                        corrector.correct(gamma, draws(1000, 10, -1e6), KEY).stuck(),
                        name));
        for (Corrector corrector : List.of(new Langevin(5, 0.01, COMPUTE), new Svgd(5, 0.01, COMPUTE))) {
            assertTrue(corrector
                    .correct(gamma, draws(1000, 10, -5), KEY)
                    .draws()
                    .points()
                    .isFinite());
        }
    }

    @Test
    void aFlatTargetIsImproper() {
        for (int adaptation : new int[] {50, 3000}) {
            metropolis(adaptation, 1).forEach((name, corrector) -> {
                var e = assertThrows(
                        DivergenceException.class,
                        () -> corrector.correct(new OnLine(u -> u.mul(0)), draws(50, 51, 1), KEY),
                        name);
                assertTrue(e.getMessage().contains("line looks improper"), e.getMessage());
            });
        }
    }

    /** Wide targets are not flat, neither from draws of their own nor from a narrow start. */
    @Test
    void aWideTargetIsProper() {
        double[] wide = Arrays.stream(draws(500, 501, 1).points().toDoubleArray())
                .map(x -> 1000 * x)
                .toArray();
        var target = new OnLine(u -> u.div(1000).square().mul(-0.5));
        metropolis(50, 1).forEach((name, corrector) -> {
            corrector.correct(target, of(wide), KEY);
            corrector.correct(target, of(0.3), KEY);
            corrector.correct(target, draws(500, 501, 1), KEY);
        });
    }

    @Test
    void aTargetWithoutAStepShortEnoughIsSaid() {
        // noise on any scale: in time every chain is at a top
        var points = new OnLine(u -> u.sin().mul(1e20).sin().mul(1e6));
        var walk = new Metropolis(new RandomWalk(), new MetropolisSettings(1, 0.5, 1000, 0.234), COMPUTE);
        var e = assertThrows(DivergenceException.class, () -> walk.correct(points, draws(50, 51, 1), KEY));
        assertTrue(e.getMessage().contains("is not continuous"), e.getMessage());
    }
}
