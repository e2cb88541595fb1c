package dev.pushforward.testkit;

import static dev.pushforward.testkit.StatisticalAssertions.assertMean;
import static dev.pushforward.testkit.StatisticalAssertions.assertProbability;
import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every target must do; what belongs to a capability that the target has not is skipped.
 *
 * <p>A density: shapes in both precisions, rows independent of each other, input left alone, score and second
 * derivatives agreeing with differences, {@code evaluate} agreeing with both, minibatches unbiased where it says that
 * it has them. Draws: determined by the key, draw i by the key and i alone; rows that are held out are not among them.
 * Both: the draws are those of the density, by Stein's identities (Stein 1972) {@code E[f s + grad f] = 0} for
 * constant, linear and trigonometric f, and for one or two coordinates with a known normaliser by the mass of a box.
 * Modes: shares that sum to 1 and agree with the draws.
 *
 * <p>Statistical checks: {@value #DRAWS} draws, rate of false alarms at most {@value #FALSE_ALARMS} per check; Stein's
 * identities are tested only on R^d and need scores of finite variance.
 */
public abstract class TargetContract {
    private static final int DRAWS = 20_000;
    private static final int MINIBATCHES = 400;
    private static final double FALSE_ALARMS = 1e-6;
    private static final RandomStream KEY = RandomStream.of(7541);

    /** For subclasses. */
    protected TargetContract() {}

    /** The target under test. */
    protected abstract Target create();

    /**
     * Where derivatives are checked, {@code [n, d]} in float64, at least three points away from kinks: by default draws
     * of the target, or of its space's reference law where it has none.
     */
    protected Tensor points() {
        Target target = create();
        RandomStream key = KEY.split("points");
        Tensor points = target instanceof DataTarget data
                ? data.draw(12, key)
                : target.space().reference(DType.FLOAT64, 12, key);
        return points.cast(DType.FLOAT64);
    }

    /**
     * Agreement asked of float32 with float64 values, relative to the size of the row's largest: rounding errors of the
     * formula.
     */
    protected double singlePrecisionTolerance() {
        return 1e-4;
    }

    @Test
    public void dimensionIsThatOfTheSpace() {
        Target target = create();
        assertTrue(target.dimension() >= 1, "dimension");
        assertEquals(
                target.space().ambientDimension(), target.dimension(), "dimension and the space's ambient dimension");
    }

    @Test
    public void valuesHaveOneRowPerPointInThePrecisionOfThePoints() {
        DensityTarget target = density();
        for (DType dtype : DType.values()) {
            Tensor x = points().cast(dtype);
            Tensor value = target.logDensity(x);
            assertArrayEquals(new int[] {x.size(0)}, value.shape(), "shape of the log density");
            assertEquals(dtype, value.dtype(), "precision of the log density");
            assertTrue(value.isFinite(), "log density is finite at " + x);
            Tensor score = target.score(x);
            assertArrayEquals(x.shape(), score.shape(), "shape of the score");
            assertEquals(dtype, score.dtype(), "precision of the score");
        }
    }

    @Test
    public void singlePrecisionAgreesWithDouble() {
        DensityTarget target = density();
        Tensor x = points().cast(DType.FLOAT32);
        Tensor exact = x.cast(DType.FLOAT64);
        double tolerance = singlePrecisionTolerance();
        assertClose(
                "log density", target.logDensity(exact), target.logDensity(x).cast(DType.FLOAT64), tolerance);
        assertClose("score", target.score(exact), target.score(x).cast(DType.FLOAT64), tolerance);
    }

    @Test
    public void scoreIsTheGradientOfTheLogDensity() {
        DensityTarget target = density();
        Tensor x = points();
        assertClose(
                "score against differences of the log density",
                FiniteDifferences.gradient(target::logDensity, x),
                target.score(x),
                1e-6);
        Tensor at = x.tracked();
        assertClose(
                "score against automatic differentiation",
                Gradient.of(target.logDensity(at)).wrt(at),
                target.score(x),
                1e-10);
    }

    @Test
    public void scoreIsDifferentiable() {
        DensityTarget target = density();
        Tensor x = points();
        Tensor v = Tensor.normal(DType.FLOAT64, KEY.split("direction").generator(), x.shape());
        Tensor at = x.tracked();
        Tensor product = Gradient.of(target.score(at), v).wrt(at);
        Tensor expected = FiniteDifferences.along(target::score, x, v);
        assertClose("Hessian-vector product against differences of the score", expected, product, 1e-6);
        Tensor along =
                Tensor.normal(DType.FLOAT64, KEY.split("second direction").generator(), x.shape());
        Tensor third = Gradient.of(product, along).wrt(at);
        Tensor thirdExpected = FiniteDifferences.along(
                y -> {
                    Tensor moved = y.tracked();
                    return Gradient.of(target.score(moved), v).wrt(moved);
                },
                x,
                along);
        assertClose("third derivatives against differences of the second", thirdExpected, third, 1e-5);
    }

    /** One pass gives what the two give: the same values and the same derivatives. */
    @Test
    public void evaluateGivesTheLogDensityAndTheScore() {
        DensityTarget target = density();
        Tensor x = points();
        Evaluation at = target.evaluate(x);
        assertClose("log density by evaluate", target.logDensity(x), at.logDensity(), 1e-12);
        assertClose("score by evaluate", target.score(x), at.score(), 1e-12);
        Tensor v = Tensor.normal(DType.FLOAT64, KEY.split("direction").generator(), x.shape());
        Tensor tracked = x.tracked();
        Evaluation differentiable = target.evaluate(tracked);
        assertClose(
                "gradient of the log density by evaluate",
                target.score(x),
                Gradient.of(differentiable.logDensity()).wrt(tracked),
                1e-10);
        assertClose(
                "Hessian-vector product by evaluate",
                Gradient.of(target.score(tracked), v).wrt(tracked),
                Gradient.of(differentiable.score(), v).wrt(tracked),
                1e-10);
    }

    @Test
    public void rowsAreIndependent() {
        DensityTarget target = density();
        Tensor x = points();
        Tensor together = target.logDensity(x);
        Tensor scores = target.score(x);
        for (int i = 0; i < x.size(0); i++) {
            Tensor one = x.slice(0, i, i + 1);
            assertClose(
                    "log density of point " + i + " alone", together.slice(0, i, i + 1), target.logDensity(one), 1e-12);
            assertClose("score at point " + i + " alone", scores.slice(0, i, i + 1), target.score(one), 1e-12);
        }
    }

    @Test
    public void pointsAreNotWrittenTo() {
        DensityTarget target = density();
        Tensor x = points();
        Tensor before = x.kept();
        target.logDensity(x);
        target.score(x);
        assertSameBits("the points", before, x);
    }

    /** A NaN in one point gives NaN at that point and nowhere else, or is refused. */
    @Test
    public void nanStaysInItsRow() {
        DensityTarget target = density();
        Tensor x = points();
        double[] values = x.toDoubleArray();
        values[x.size(1)] = Double.NaN; // the second point
        Tensor broken = x.like(values, x.shape());
        Tensor density;
        Tensor score;
        try {
            density = target.logDensity(broken);
            score = target.score(broken);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertTrue(Double.isNaN(density.get(1)), "log density of a point with NaN is NaN, not " + density.get(1));
        for (int i = 0; i < x.size(0); i++) {
            if (i != 1) {
                assertTrue(Double.isFinite(density.get(i)), "log density of point " + i + ", beside a point with NaN");
                assertTrue(score.slice(0, i, i + 1).isFinite(), "score of point " + i + ", beside a point with NaN");
            }
        }
    }

    /**
     * Mean log densities and scores of 400 minibatches are those of the target, if it says that it has any; else every
     * minibatch is the target.
     */
    @Test
    public void minibatchesAreUnbiased() {
        DensityTarget target = density();
        Tensor x = points().slice(0, 0, 2);
        if (!target.hasMinibatches()) {
            for (int b = 0; b < 3; b++) {
                String what = "by minibatch " + b + " of a target that says it has none";
                DensityTarget same = target.minibatch(KEY.split("minibatch").split(b));
                assertSameBits("log density " + what, target.logDensity(x), same.logDensity(x));
                assertSameBits("score " + what, target.score(x), same.score(x));
            }
            return;
        }
        assertSameBits("scores of one minibatch", score(target, 0, x), score(target, 0, x));
        int d = x.size(1);
        double[] exact = Tensor.concat(1, target.score(x), target.logDensity(x).unsqueeze(1))
                .toDoubleArray();
        double[][] seen = new double[exact.length][MINIBATCHES];
        for (int b = 0; b < MINIBATCHES; b++) {
            DensityTarget some = target.minibatch(KEY.split("minibatch").split(b));
            double[] values = Tensor.concat(1, some.score(x), some.logDensity(x).unsqueeze(1))
                    .toDoubleArray();
            for (int k = 0; k < values.length; k++) {
                seen[k][b] = values[k];
            }
        }
        assertTrue(
                Arrays.stream(seen).anyMatch(of -> Arrays.stream(of).distinct().count() > 1),
                MINIBATCHES + " minibatches of a target that says it has some are all alike");
        for (int k = 0; k < exact.length; k++) {
            String what = k % (d + 1) == d ? "log density" : "coordinate " + k % (d + 1) + " of the score";
            String where = what + " at point " + k / (d + 1) + " over minibatches";
            if (Arrays.stream(seen[k]).distinct().count() == 1) { // what does not depend on the observations
                assertEquals(exact[k], seen[k][0], 1e-9 * (1 + Math.abs(exact[k])), where);
            } else {
                assertMean(where, exact[k], seen[k], FALSE_ALARMS);
            }
        }
    }

    private static Tensor score(DensityTarget target, int minibatch, Tensor x) {
        return target.minibatch(KEY.split("minibatch").split(minibatch)).score(x);
    }

    @Test
    public void drawsAreDeterminedByTheKey() {
        DataTarget target = data();
        Tensor draws = target.draw(50, KEY.split(1));
        assertArrayEquals(new int[] {50, target.dimension()}, draws.shape(), "shape of the draws");
        assertTrue(draws.isFinite(), "draws are finite");
        assertSameBits("draws of one key", draws, target.draw(50, KEY.split(1)));
        assertFalse(
                Arrays.equals(
                        draws.toDoubleArray(), target.draw(50, KEY.split(2)).toDoubleArray()),
                "two keys give the same draws");
        assertClose("the draws lie on the space", target.space().project(draws), draws, 1e-6);
    }

    @Test
    public void drawDoesNotDependOnHowManyAreDrawn() {
        DataTarget target = data();
        Tensor many = target.draw(100, KEY.split(3));
        assertArrayEquals(
                new int[] {0, target.dimension()}, target.draw(0, KEY.split(3)).shape(), "shape of no draws");
        for (int n : new int[] {1, 2, 17}) {
            assertSameBits("the first " + n + " of 100 draws", many.slice(0, 0, n), target.draw(n, KEY.split(3)));
        }
    }

    @Test
    public void drawsSatisfySteinIdentities() {
        DensityTarget target = density();
        DataTarget data = data();
        assumeTrue(target.space() instanceof Euclidean, "Stein's identities are tested on R^d only");
        Tensor draws = data.draw(DRAWS, KEY.split("stein")).cast(DType.FLOAT64);
        int d = target.dimension();
        double[] x = draws.toDoubleArray();
        double[] s = target.score(draws).toDoubleArray();
        double[] frequency =
                KEY.split("frequency").generator().doubles(d, -1, 1).toArray();
        int checked = Math.min(d, 8); // coordinates, so that the sum of all false alarms stays bounded
        double rate = FALSE_ALARMS / (4 * checked);
        for (int k = 0; k < checked; k++) {
            int j = k;
            int other = (k + 1) % d;
            assertMean(
                    "E[s" + j + "]",
                    0,
                    IntStream.range(0, DRAWS).mapToDouble(i -> s[i * d + j]).toArray(),
                    rate);
            assertMean(
                    "E[x" + j + " s" + j + "]",
                    -1,
                    IntStream.range(0, DRAWS)
                            .mapToDouble(i -> x[i * d + j] * s[i * d + j])
                            .toArray(),
                    rate);
            if (d > 1) {
                double[] crossed = IntStream.range(0, DRAWS)
                        .mapToDouble(i -> x[i * d + other] * s[i * d + j])
                        .toArray();
                assertMean("E[x" + other + " s" + j + "]", 0, crossed, rate);
            }
            double[] wave = new double[DRAWS];
            for (int i = 0; i < DRAWS; i++) {
                double phase = 0.5;
                for (int c = 0; c < d; c++) {
                    phase += frequency[c] * x[i * d + c];
                }
                wave[i] = s[i * d + j] * Math.sin(phase) + frequency[j] * Math.cos(phase);
            }
            assertMean("E[s" + j + " sin(w.x) + w" + j + " cos(w.x)]", 0, wave, rate);
        }
    }

    /**
     * The rows that a data set holds out are always the same, and training never sees them: none of 2,000 draws is one
     * of them. So test a data set without copies of rows.
     */
    @Test
    public void heldOutRowsAreNotDrawn() {
        DataTarget data = data();
        assumeTrue(data.heldOutRows().isPresent(), "draws are exact");
        Tensor rows = data.heldOutRows().orElseThrow();
        assertEquals(2, rows.rank(), "rank of the held-out rows");
        assertEquals(data.dimension(), rows.size(1), "columns of the held-out rows");
        assertTrue(rows.isFinite(), "held-out rows are finite");
        assertSameBits(
                "the held-out rows, asked for again", rows, data.heldOutRows().orElseThrow());
        Set<List<Double>> heldOut = new HashSet<>();
        for (int i = 0; i < rows.size(0); i++) {
            heldOut.add(row(rows, i));
        }
        Tensor draws = data.draw(2000, KEY.split("held out"));
        for (int i = 0; i < draws.size(0); i++) {
            assertFalse(heldOut.contains(row(draws, i)), "draw " + i + " is a held-out row: " + row(draws, i));
        }
    }

    private static List<Double> row(Tensor x, int i) {
        return Arrays.stream(x.row(i).toDoubleArray()).boxed().toList();
    }

    /** The density integrated over a box in the middle of the draws is the share of the draws in it. */
    @Test
    public void normalizerAgreesWithDraws() {
        DensityTarget target = density();
        DataTarget data = data();
        assumeTrue(target.logNormalizer().isPresent(), "no normaliser is known");
        assumeTrue(
                target.space() instanceof Euclidean && target.dimension() <= 2,
                "boxes are tested in one or two dimensions only");
        int d = target.dimension();
        double[] x = data.draw(DRAWS, KEY.split("box")).toDoubleArray();
        double[] low = new double[d];
        double[] high = new double[d];
        for (int j = 0; j < d; j++) {
            int column = j;
            double[] sorted = IntStream.range(0, DRAWS)
                    .mapToDouble(i -> x[i * d + column])
                    .sorted()
                    .toArray();
            low[j] = sorted[DRAWS / 5];
            high[j] = sorted[DRAWS * 3 / 5];
        }
        double mass = BoxIntegral.of(target, low, high)
                * Math.exp(-target.logNormalizer().getAsDouble());
        double[] fresh = data.draw(DRAWS, KEY.split("fresh")).toDoubleArray(); // the box depends on the other draws
        long inside = IntStream.range(0, DRAWS)
                .filter(i ->
                        IntStream.range(0, d).allMatch(j -> fresh[i * d + j] >= low[j] && fresh[i * d + j] < high[j]))
                .count();
        assertTrue(
                mass > 0 && mass < 1,
                "exp(logDensity - logNormalizer) gives the box " + Arrays.toString(low) + " to " + Arrays.toString(high)
                        + " the mass " + mass + ", which no probability is; " + inside + " of " + DRAWS
                        + " draws lie in it");
        assertProbability(
                "mass of the box " + Arrays.toString(low) + " to " + Arrays.toString(high),
                mass,
                inside,
                DRAWS,
                FALSE_ALARMS);
    }

    @Test
    public void modeWeightsAgreeWithDraws() {
        Target target = create();
        assumeTrue(target instanceof ModalTarget, "no modes");
        ModalTarget modal = (ModalTarget) target;
        double[] weights = modal.modeWeights();
        assertEquals(1, Arrays.stream(weights).sum(), 1e-9, "sum of the mode weights");
        assertTrue(
                Arrays.stream(weights).allMatch(w -> w >= 0),
                "mode weights " + Arrays.toString(weights) + " are not negative");
        DataTarget data = data();
        Tensor draws = data.draw(DRAWS, KEY.split("modes"));
        int[] modes = modal.modeOf(draws);
        assertEquals(DRAWS, modes.length, "number of modes found");
        long[] seen = new long[weights.length];
        for (int mode : modes) {
            assertTrue(mode >= 0 && mode < weights.length, "mode " + mode + " of " + weights.length);
            seen[mode]++;
        }
        for (int k = 0; k < weights.length; k++) {
            assertProbability("mode " + k, weights[k], seen[k], DRAWS, FALSE_ALARMS / weights.length);
        }
        int[] rounded = modal.modeOf(draws.cast(DType.FLOAT32));
        long moved =
                IntStream.range(0, DRAWS).filter(i -> rounded[i] != modes[i]).count();
        assertTrue(moved <= DRAWS / 1000, moved + " of " + DRAWS + " draws change their mode in float32");
    }

    private DensityTarget density() {
        Target target = create();
        assumeTrue(target instanceof DensityTarget, "no density");
        return (DensityTarget) target;
    }

    private DataTarget data() {
        Target target = create();
        assumeTrue(target instanceof DataTarget, "no draws");
        return (DataTarget) target;
    }
}
