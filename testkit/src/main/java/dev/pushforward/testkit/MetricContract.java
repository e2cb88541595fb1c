package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every metric must do: judge exact draws better than draws that are displaced and miss a mode; be determined by
 * its key; leave its input alone; let weights count; name what it measures; refuse what it cannot measure. The target
 * is {@link KnownTarget#TWO_MODES}, which has a density, draws and modes, or one with the same draws.
 */
public abstract class MetricContract {
    private static final KnownTarget TARGET = KnownTarget.TWO_MODES;
    private static final RandomStream KEY = RandomStream.of(40_127);

    /** For subclasses. */
    protected MetricContract() {}

    /** The metric under test. */
    protected abstract Metric create();

    /**
     * What draws are measured against, a law of the same draws as {@link KnownTarget#TWO_MODES}: another where the
     * metric needs what that has not.
     */
    protected Target target() {
        return TARGET;
    }

    @Test
    public void exactDrawsAreBetterThanWrongOnes() {
        List<Measurement> exact = measure(exact(500));
        List<Measurement> wrong = measure(wrong(500));
        assertEquals(exact.size(), wrong.size(), "number of measurements of exact and of wrong draws");
        assertBetter(exact, wrong, "exact draws", "wrong ones");
    }

    /** Never worse, and better in one measurement. */
    private static void assertBetter(List<Measurement> good, List<Measurement> bad, String ofGood, String ofBad) {
        boolean strictly = false;
        for (int i = 0; i < good.size(); i++) {
            Measurement g = good.get(i);
            Measurement b = bad.get(i);
            double better =
                    switch (g.better()) {
                        case LOWER -> b.value() - g.value();
                        case HIGHER -> g.value() - b.value();
                        case NEARER ->
                            Math.abs(b.value() - g.truth().orElseThrow())
                                    - Math.abs(g.value() - g.truth().orElseThrow());
                    };
            String values = g.name() + " is " + g.value() + " for " + ofGood + " and " + b.value() + " for " + ofBad;
            assertTrue(better >= 0, values + ": " + g.better() + " is better");
            strictly |= better > 0;
        }
        assertTrue(strictly, "no measurement tells " + ofGood + " from " + ofBad);
    }

    /**
     * Of the same points, half of them exact and half wrong, weights choose which half counts; weights that are equal,
     * however large, change nothing. A metric may also refuse weighted draws, in words that name the weights.
     */
    @Test
    public void weightsCountOrAreRefused() {
        assumeTrue(!needsWeights(), "measures the weights themselves");
        Tensor exact = exact(400).points();
        Tensor wrong = wrong(400).points();
        Tensor both = Tensor.stack(1, exact, wrong).reshape(800, 2); // in turns
        List<Measurement> good;
        try {
            good = measure(Draws.weighted(both, inTurns(800, 50, 0)));
        } catch (IllegalArgumentException refused) {
            assertTrue(
                    refused.getMessage().contains("weight"),
                    "weighted draws are refused without a word of weights: " + refused.getMessage());
            return;
        }
        assertBetter(
                good, measure(Draws.weighted(both, inTurns(800, 0, 50))), "weights of exact draws", "of wrong ones");
        List<Measurement> plain = measure(exact(60));
        List<Measurement> equal = measure(Draws.weighted(exact(60).points(), inTurns(60, -200, -200)));
        for (int i = 0; i < plain.size(); i++) {
            double value = plain.get(i).value();
            assertEquals(
                    value,
                    equal.get(i).value(),
                    1e-9 * (1 + Math.abs(value)),
                    plain.get(i).name() + " of draws of equal weights, and without weights");
        }
    }

    /** The message names the first bad row. */
    @Test
    public void weightsThatAreNoneAreRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] logs = new double[60];
            logs[37] = bad;
            logs[41] = bad;
            Draws draws = Draws.weighted(exact(60).points(), Tensor.of(DType.FLOAT64, logs, 60));
            var refused = assertThrows(
                    IllegalArgumentException.class, () -> measure(draws), "a log weight of " + bad + " in row 37");
            assertTrue(
                    refused.getMessage().contains("37") || refused.getMessage().contains("weighted"),
                    "the message does not name row 37, nor that draws are weighted: " + refused.getMessage());
        }
    }

    private static Tensor inTurns(int n, double first, double second) {
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            logs[i] = i % 2 == 0 ? first : second;
        }
        return Tensor.of(DType.FLOAT64, logs, n);
    }

    @Test
    public void isDeterminedByItsKey() {
        assertEquals(measure(exact(100)), measure(exact(100)), "measured twice with one key");
    }

    @Test
    public void measurementsAreNamedAndFinite() {
        for (DType dtype : DType.values()) {
            Draws draws = weighing(exact(60).points().cast(dtype));
            List<Measurement> measured = measure(draws);
            assertFalse(measured.isEmpty(), "nothing is measured");
            var names = new HashSet<String>();
            for (Measurement m : measured) {
                assertTrue(m.name().matches("[a-z][a-z0-9-]*"), "name '" + m.name() + "' is not kebab-case");
                assertTrue(names.add(m.name()), "two measurements are called '" + m.name() + "'");
                assertTrue(Double.isFinite(m.value()), m.name() + " = " + m.value() + " in " + dtype);
                assertFalse(m.unit().isBlank(), m.name() + " has no unit: pure numbers have 1");
                m.standardError().ifPresent(se -> assertTrue(se >= 0, m.name() + " has standard error " + se));
                boolean complete =
                        m.better() != Measurement.Better.NEARER || m.truth().isPresent();
                assertTrue(complete, m.name() + " should be near a truth that it does not give");
                boolean checkable =
                        m.bound() == Measurement.Bound.NONE || m.standardError().isPresent();
                assertTrue(
                        checkable, m.name() + " is a bound without a standard error: nobody can tell when it is wrong");
            }
        }
    }

    @Test
    public void inputIsNotWrittenTo() {
        Draws draws = exact(60);
        Draws reference = reference();
        Tensor drawsBefore = draws.points().kept();
        Tensor referenceBefore = reference.points().kept();
        create().measure(Subject.of(draws, target(), reference), KEY.split("measure"));
        assertSameBits("the draws", drawsBefore, draws.points());
        assertSameBits("the reference", referenceBefore, reference.points());
    }

    /** The message names the first bad row. */
    @Test
    public void nonFiniteDrawsAreRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] points = exact(60).points().toDoubleArray();
            points[2 * 37 + 1] = bad;
            points[2 * 41] = bad;
            Draws draws = weighing(Tensor.of(DType.FLOAT64, points, 60, 2));
            var refused = assertThrows(
                    IllegalArgumentException.class, () -> measure(draws), "draws with " + bad + " in row 37");
            assertTrue(
                    refused.getMessage().contains("37"), "the message does not name row 37: " + refused.getMessage());
        }
    }

    @Test
    public void aSingleDrawIsMeasuredOrRefused() {
        List<Measurement> measured;
        try {
            measured = measure(exact(1));
        } catch (IllegalArgumentException refused) {
            return;
        }
        measured.forEach(m -> assertTrue(Double.isFinite(m.value()), m.name() + " of one draw is " + m.value()));
    }

    @Test
    public void measuresTheFewestDrawsAndRefusesFewer() {
        int fewest = create().fewestDraws();
        assertTrue(fewest >= 1, "fewest draws: " + fewest);
        assertFalse(measure(exact(fewest)).isEmpty(), "measurements of " + fewest + " draws");
        if (fewest > 1) {
            assertThrows(IllegalArgumentException.class, () -> measure(exact(fewest - 1)));
        }
    }

    @Test
    public void targetWithoutWhatIsNeededIsRefused() {
        var needs = create().needs();
        assumeTrue(!needs.isEmpty() && !needs.equals(Set.of(Metric.Need.REFERENCE)), "needs nothing of the target");
        Target bare = () -> new Euclidean(2);
        assertThrows(IllegalArgumentException.class, () -> create().measure(
                        Subject.of(exact(60), bare, reference()), KEY.split("measure")));
    }

    @Test
    public void missingReferenceIsRefusedWhereItIsNeeded() {
        assumeTrue(create().needs().contains(Metric.Need.REFERENCE), "needs no reference");
        Draws none = Draws.of(TARGET.draw(0, KEY));
        assertThrows(IllegalArgumentException.class, () -> create().measure(
                        Subject.of(exact(60), target(), none), KEY.split("measure")));
    }

    private List<Measurement> measure(Draws draws) {
        Tensor reference = reference().points().cast(draws.points().dtype());
        return create().measure(Subject.of(draws, target(), Draws.of(reference)), KEY.split("measure"));
    }

    private Draws exact(int n) {
        return weighing(TARGET.draw(n, KEY.split("exact")));
    }

    /** With the log weights of exact draws, which are all 0 as the target's integral is 1, where weights are needed. */
    private Draws weighing(Tensor points) {
        return needsWeights() ? Draws.weighted(points, Tensor.zeros(points.dtype(), points.size(0))) : Draws.of(points);
    }

    private boolean needsWeights() {
        return create().needs().contains(Metric.Need.WEIGHTS);
    }

    private static Draws reference() {
        return Draws.of(TARGET.draw(500, KEY.split("reference")));
    }

    /**
     * Everything near the right mode, displaced by two standard deviations and twice as wide; with their importance
     * weights where weights are needed.
     */
    private Draws wrong(int n) {
        Tensor noise = Tensor.normal(DType.FLOAT64, KEY.split("wrong").generator(), n, 2);
        Tensor x = noise.add(Tensor.of(DType.FLOAT64, new double[] {3, 2}, 2));
        Tensor log = noise.square().sum(1).mul(-0.5).sub(Math.log(2 * Math.PI));
        return needsWeights() ? Draws.weighted(x, TARGET.logDensity(x).sub(log)) : Draws.of(x);
    }
}
