package dev.pushforward.testkit;

import static dev.pushforward.testkit.StatisticalAssertions.assertNearLaw;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every corrector must do: leave exact draws of a correlated and of a skewed target invariant in law, up to
 * {@link #bias}; raise the density of draws that start far out; be determined by its key; leave its input alone; count
 * its evaluations; keep chains apart; say where log densities are not finite.
 *
 * <p>Statistical checks: {@value #CHAINS} chains against {@value #REFERENCE} exact draws, rate of false alarms at most
 * {@value #FALSE_ALARMS} per check.
 */
public abstract class CorrectorContract {
    private static final int CHAINS = 10_000;
    private static final int REFERENCE = 100_000;
    private static final double FALSE_ALARMS = 1e-6;
    private static final RandomStream KEY = RandomStream.of(99_173);

    /** For subclasses. */
    protected CorrectorContract() {}

    /** The corrector under test, with a step size fit for targets of scale 1. */
    protected abstract Corrector create();

    /**
     * The Kolmogorov distance between target and stationary law that the method documents: 0 for kernels with a
     * Metropolis test.
     */
    protected double bias() {
        return 0;
    }

    /** Chains whose law is looked at: fewer for a method in which each draw acts on all others. */
    protected int chains() {
        return CHAINS;
    }

    /** Whether the key matters: not to a method that moves draws by a deterministic map. */
    protected boolean usesRandomness() {
        return true;
    }

    /**
     * How often the corrector is applied before the law is looked at: an error that each application adds must show
     * against noise.
     */
    protected int applications() {
        return 10;
    }

    @Test
    public void leavesExactDrawsInvariant() {
        for (KnownTarget target : new KnownTarget[] {KnownTarget.GAUSSIAN, KnownTarget.SKEWED}) {
            Corrector corrector = create();
            Draws draws = Draws.of(target.draw(chains(), KEY.split("start")));
            for (int i = 0; i < applications(); i++) {
                draws = corrector
                        .correct(target, draws, KEY.split("correct").split(i))
                        .draws();
            }
            double[] moved = draws.points().toDoubleArray();
            double[] exact = target.draw(REFERENCE, KEY.split("reference")).toDoubleArray();
            DoubleBinaryOperator[] projections = {
                (u, v) -> u, (u, v) -> v, (u, v) -> u - v, (u, v) -> Math.hypot(u - 1, v)
            };
            String[] names = {"x", "y", "x - y", "|(x - 1, y)|"};
            for (int k = 0; k < projections.length; k++) {
                assertNearLaw(
                        "law of " + names[k] + " of " + target + " after " + applications() + " applications",
                        project(exact, projections[k]),
                        project(moved, projections[k]),
                        bias(),
                        FALSE_ALARMS / projections.length);
            }
        }
    }

    /**
     * Each draw keeps its own weight; a method that cannot keep them refuses weighted draws, in words that name them.
     */
    @Test
    public void weightsAreKeptOrRefused() {
        Tensor logs = Tensor.normal(DType.FLOAT32, KEY.split("weights").generator(), 40);
        Draws draws = Draws.weighted(
                KnownTarget.SKEWED.draw(40, KEY.split("weighted")).cast(DType.FLOAT32), logs);
        Draws moved;
        try {
            moved = create().correct(KnownTarget.SKEWED, draws, KEY.split(1)).draws();
        } catch (IllegalArgumentException refused) {
            assertTrue(
                    refused.getMessage().contains("weight"),
                    "weighted draws are refused without a word of weights: " + refused.getMessage());
            return;
        }
        assertTrue(moved.logWeights().isPresent(), "weighted draws have lost their log weights");
        assertSameBits("log weights", logs, moved.logWeights().orElseThrow());
    }

    @Test
    public void raisesTheDensityOfDrawsFarOut() {
        KnownTarget target = KnownTarget.GAUSSIAN;
        Tensor far = target.draw(500, KEY.split("far")).add(Tensor.of(DType.FLOAT64, new double[] {2, -1}, 2));
        double before = target.logDensity(far).mean().item();
        Draws draws = Draws.of(far);
        for (int i = 0; i < applications(); i++) {
            draws = create().correct(target, draws, KEY.split("approach").split(i))
                    .draws();
        }
        double after = target.logDensity(draws.points()).mean().item();
        assertTrue(
                after > before + 0.1,
                "mean log density of 500 draws started far out: " + before + " before, " + after + " after");
    }

    @Test
    public void isDeterminedByItsKey() {
        for (DType dtype : DType.values()) {
            Draws draws = Draws.of(KnownTarget.SKEWED.draw(40, KEY.split("key")).cast(dtype));
            Correction first = create().correct(KnownTarget.SKEWED, draws, KEY.split(1));
            Correction again = create().correct(KnownTarget.SKEWED, draws, KEY.split(1));
            assertSameBits(
                    "draws corrected twice with one key",
                    first.draws().points(),
                    again.draws().points());
            assertEquals(first.acceptanceRate(), again.acceptanceRate(), "acceptance rate");
            Correction other = create().correct(KnownTarget.SKEWED, draws, KEY.split(2));
            boolean same = Arrays.equals(
                    first.draws().points().toDoubleArray(),
                    other.draws().points().toDoubleArray());
            assertEquals(!usesRandomness(), same, "two keys give the same draws");
        }
    }

    @Test
    public void keepsShapeAndPrecision() {
        for (DType dtype : DType.values()) {
            Tensor points = KnownTarget.GAUSSIAN.draw(30, KEY.split("shape")).cast(dtype);
            Correction correction = create().correct(KnownTarget.GAUSSIAN, Draws.of(points), KEY.split(3));
            assertArrayEquals(points.shape(), correction.draws().points().shape(), "shape of the corrected draws");
            assertEquals(dtype, correction.draws().points().dtype(), "precision of the corrected draws");
            assertTrue(correction.draws().points().isFinite(), "corrected draws are finite");
            correction
                    .acceptanceRate()
                    .ifPresent(rate -> assertTrue(rate >= 0 && rate <= 1, "acceptance rate " + rate));
            assertTrue(
                    correction.stepSize() > 0 && Double.isFinite(correction.stepSize()),
                    "step size " + correction.stepSize());
        }
    }

    @Test
    public void staysOnTheSpaceOrRefusesIt() {
        Tensor points = new OnCircle().space().reference(DType.FLOAT64, 20, KEY.split("circle"));
        OnCircle.assertRefusedOrStayedOn(() -> create().correct(new OnCircle(), Draws.of(points), KEY.split("circle"))
                .draws()
                .points());
    }

    @Test
    public void correctsNoneAndOne() {
        for (int n : new int[] {0, 1}) {
            Draws draws = Draws.of(KnownTarget.GAUSSIAN.draw(n, KEY.split("few")));
            Correction correction = create().correct(KnownTarget.GAUSSIAN, draws, KEY.split(4));
            assertArrayEquals(
                    new int[] {n, 2}, correction.draws().points().shape(), "shape of " + n + " corrected draws");
        }
    }

    @Test
    public void inputIsNotWrittenTo() {
        Tensor points = KnownTarget.GAUSSIAN.draw(30, KEY.split("input"));
        Tensor before = points.kept();
        create().correct(KnownTarget.GAUSSIAN, Draws.of(points), KEY.split(5));
        assertSameBits("the draws given", before, points);
    }

    /** A score obtained by differentiating a log density that was asked for anyway may be counted as a score or not. */
    @Test
    public void countsEvaluations() {
        CountingTarget target = new CountingTarget(KnownTarget.SKEWED);
        Draws draws = Draws.of(KnownTarget.SKEWED.draw(30, KEY.split("count")));
        Correction correction = create().correct(target, draws, KEY.split(6));
        assertEquals(
                target.densities(), correction.densityEvaluations(), "density evaluations reported against those made");
        long scores = correction.scoreEvaluations();
        assertTrue(
                scores >= target.scores() && scores <= target.scores() + target.densities(),
                "score evaluations reported: " + scores + "; made: " + target.scores() + " of the score, "
                        + target.densities() + " of the density");
        assertTrue(target.scores() + target.densities() > 0, "the target was never asked");
    }

    /** A chain that starts at NaN is refused or stays alone with it. */
    @Test
    public void nanStaysInItsChain() {
        double[] points = KnownTarget.GAUSSIAN.draw(30, KEY.split("nan")).toDoubleArray();
        points[2] = Double.NaN; // the second chain
        Tensor moved;
        try {
            moved = create().correct(
                            KnownTarget.GAUSSIAN, Draws.of(Tensor.of(DType.FLOAT64, points, 30, 2)), KEY.split(7))
                    .draws()
                    .points();
        } catch (IllegalArgumentException | DivergenceException refused) { // the latter by a GuardedTarget
            return;
        }
        for (int i = 0; i < 30; i++) {
            assertTrue(i == 1 || moved.slice(0, i, i + 1).isFinite(), "chain " + i + ", beside a chain at NaN");
        }
    }

    /**
     * Draws where the density is 0 say nothing of the step size or the rate at which the others accept; those that stay
     * there are counted.
     */
    @Test
    public void drawsOutsideTheSupportAreRefusedOrKeptApart() {
        var target = new EdgedTarget(Double.NEGATIVE_INFINITY);
        double[] inside = EdgedTarget.draw(400, KEY.split("edge"));
        double[] mixed = inside.clone();
        for (int i = 0; i < 400; i += 2) {
            mixed[2 * i] = -1000;
        }
        Correction apart = create().correct(target, Draws.of(EdgedTarget.points(inside)), KEY.split(8));
        Correction together;
        try {
            together = create().correct(target, Draws.of(EdgedTarget.points(mixed)), KEY.split(8));
        } catch (IllegalArgumentException | DivergenceException refused) {
            return;
        }
        assertTrue(together.draws().points().isFinite(), "corrected draws are finite");
        if (together.acceptanceRate().isPresent()) {
            long outside = IntStream.range(0, 400)
                    .filter(i -> !(together.draws().points().get(i, 0) > 0))
                    .count();
            assertEquals(outside, together.stuck(), "draws that stay where the density is 0, against those counted");
            assertEquals(
                    apart.acceptanceRate().orElseThrow(),
                    together.acceptanceRate().getAsDouble(),
                    0.2,
                    "acceptance rate with half of the draws where the density is 0, against that without them");
            assertEquals(
                    0,
                    Math.log(together.stepSize() / apart.stepSize()),
                    0.5,
                    "step size with half of the draws where the density is 0: " + together.stepSize()
                            + "; without them: " + apart.stepSize());
        }
    }

    /** Of a corrector that asks for log densities. The message names the row. */
    @Test
    public void drawsWithoutALogDensityAreRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] points = EdgedTarget.draw(700, KEY.split("bad"));
            points[2 * 601] = -1000;
            var target = new CountingTarget(new EdgedTarget(bad));
            try {
                create().correct(target, Draws.of(EdgedTarget.points(points)), KEY.split(9));
            } catch (IllegalArgumentException | DivergenceException refused) {
                assertTrue(
                        refused.getMessage().contains("601"),
                        "the message does not name row 601: " + refused.getMessage());
                continue;
            }
            assertEquals(
                    0,
                    target.densities(),
                    "a draw with log density " + bad + " was not refused; log densities asked for");
        }
    }

    /** Of a corrector that asks for log densities: it would be accepted, and never left again. */
    @Test
    public void aProposalOfInfiniteDensityIsRefused() {
        var target = new CountingTarget(new EdgedTarget(Double.POSITIVE_INFINITY));
        Corrector corrector = create();
        Draws draws = Draws.of(EdgedTarget.points(EdgedTarget.draw(700, KEY.split("infinite"))));
        try {
            for (int i = 0; i < applications(); i++) {
                draws = corrector.correct(target, draws, KEY.split(10).split(i)).draws();
            }
        } catch (IllegalArgumentException | DivergenceException refused) {
            return;
        }
        assertEquals(
                0,
                target.densities(),
                "no proposal at which the log density is +infinity was refused; log densities asked for");
    }

    private static double[] project(double[] points, DoubleBinaryOperator projection) {
        return IntStream.range(0, points.length / 2)
                .mapToDouble(i -> projection.applyAsDouble(points[2 * i], points[2 * i + 1]))
                .toArray();
    }
}
