package dev.pushforward.testkit;

import static dev.pushforward.testkit.StatisticalAssertions.assertMean;
import static dev.pushforward.testkit.StatisticalAssertions.assertNearLaw;
import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.dynamics.ChainStates;
import dev.pushforward.core.dynamics.MarkovKernel;
import dev.pushforward.core.dynamics.Transitions;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MarkovKernel} must do: with its Metropolis test leave exact draws of a correlated and of a skewed
 * target invariant, reversibly, and move them; propose states that are what the target says; be determined by its
 * generator; leave its input alone; keep chains apart; say what it costs; stay on a curved space or not claim it.
 *
 * <p>Statistical checks: {@value #CHAINS} chains, rate of false alarms at most {@value #FALSE_ALARMS} per check.
 */
public abstract class DynamicsContract {
    private static final int CHAINS = 5_000;
    private static final int REFERENCE = 25_000;
    private static final int TRANSITIONS = 10;
    private static final double FALSE_ALARMS = 1e-6;
    private static final RandomStream KEY = RandomStream.of(48_271);
    private static final List<String> PROJECTIONS = List.of("x", "y", "x - y", "|(x - 1, y)|");
    /** The projections of exact draws, which are the same for every kernel. */
    private static final Map<KnownTarget, double[][]> EXACT = new ConcurrentHashMap<>();

    /** For subclasses. */
    protected DynamicsContract() {}

    /** The kernel under test. */
    protected abstract MarkovKernel create();

    /** A step size of which some proposals are accepted and some rejected, for targets of scale 1. */
    protected abstract double stepSize();

    private MarkovKernel.Proposal proposal(DensityTarget target, Tensor x, String key) {
        MarkovKernel kernel = create();
        ChainStates now = ChainStates.start(target, x, 0, kernel);
        return kernel.propose(target, now, stepSize(), KEY.split(key).generator());
    }

    /** Where chains are after some transitions. */
    private Tensor moved(DensityTarget target, Tensor x, int transitions, String key) {
        MarkovKernel kernel = create();
        ChainStates states = ChainStates.start(target, x, 0, kernel).kept();
        var made = new Transitions(kernel, target, 0);
        RandomGenerator random = KEY.split(key).generator();
        for (int t = 0; t < transitions; t++) {
            try (Scope scope = Scope.open()) {
                made.move(states, stepSize(), random);
            }
        }
        return states.x();
    }

    @Test
    public void leavesTheTargetInvariant() {
        for (KnownTarget target : List.of(KnownTarget.GAUSSIAN, KnownTarget.SKEWED)) {
            Tensor end = moved(target, target.draw(CHAINS, KEY.split("start")), TRANSITIONS, "invariance");
            double[][] exact = EXACT.computeIfAbsent(target, t -> projections(t.draw(REFERENCE, KEY.split("exact"))));
            double[][] moved = projections(end);
            for (int k = 0; k < moved.length; k++) {
                assertNearLaw(
                        "distribution of " + PROJECTIONS.get(k) + " of " + target + " after " + TRANSITIONS
                                + " transitions",
                        exact[k],
                        moved[k],
                        0,
                        FALSE_ALARMS / (2 * moved.length));
            }
        }
    }

    private static double[][] projections(Tensor x) {
        double[] points = x.toDoubleArray();
        double[][] out = new double[PROJECTIONS.size()][x.size(0)];
        for (int i = 0; i < x.size(0); i++) {
            double u = points[2 * i];
            double v = points[2 * i + 1];
            out[0][i] = u;
            out[1][i] = v;
            out[2][i] = u - v;
            out[3][i] = Math.hypot(u - 1, v);
        }
        return out;
    }

    /** A chain that starts at exact draws passes from x to y as often as from y to x. */
    @Test
    public void isReversible() {
        for (KnownTarget target : List.of(KnownTarget.GAUSSIAN, KnownTarget.SKEWED)) {
            Tensor start = target.draw(CHAINS, KEY.split("start"));
            double[][] before = features(start);
            double[][] after = features(moved(target, start, 1, "reversibility"));
            for (int a = 0; a < before.length; a++) {
                for (int b = 0; b < a; b++) {
                    double[] difference = new double[CHAINS];
                    for (int i = 0; i < CHAINS; i++) {
                        difference[i] = before[a][i] * after[b][i] - before[b][i] * after[a][i];
                    }
                    assertMean(
                            "there and back, features " + a + " and " + b + " of " + target,
                            0,
                            difference,
                            FALSE_ALARMS / 12);
                }
            }
        }
    }

    /** Bounded functions of points. */
    private static double[][] features(Tensor x) {
        double[] points = x.toDoubleArray();
        double[][] out = new double[4][x.size(0)];
        for (int i = 0; i < x.size(0); i++) {
            double u = points[2 * i];
            double v = points[2 * i + 1];
            out[0][i] = 1;
            out[1][i] = Math.tanh(u - 1);
            out[2][i] = Math.tanh(v);
            out[3][i] = Math.tanh((u - v) * (u - v));
        }
        return out;
    }

    @Test
    public void movesChains() {
        MarkovKernel kernel = create();
        KnownTarget target = KnownTarget.SKEWED;
        Tensor x = target.draw(1000, KEY.split("moves"));
        ChainStates states = ChainStates.start(target, x, 0, kernel).kept();
        var made = new Transitions(kernel, target, 0);
        made.move(states, stepSize(), KEY.split("moves").generator());
        assertTrue(
                made.accepted() > 0.05 * made.proposals(),
                "acceptance rate " + made.accepted() / made.proposals() + " at step size " + stepSize());
        Tensor distances = x.sub(states.x()).square().sum(1);
        assertTrue(
                distances.greaterThan(0).sum().item() > 50,
                "only " + distances.greaterThan(0).sum().item() + " of 1000 chains have moved");
    }

    @Test
    public void proposedStatesAreWhatTheTargetSays() {
        KnownTarget target = KnownTarget.SKEWED;
        ChainStates next =
                proposal(target, target.draw(50, KEY.split("states")), "states").states();
        assertClose("log densities of proposals", target.logDensity(next.x()), next.logDensity(), 1e-12);
        if (create().usesScores()) {
            assertClose("scores of proposals", target.score(next.x()), next.score(), 1e-12);
        }
    }

    @Test
    public void isDeterminedByItsGenerator() {
        Tensor x = KnownTarget.SKEWED.draw(40, KEY.split("key"));
        MarkovKernel.Proposal first = proposal(KnownTarget.SKEWED, x, "one");
        MarkovKernel.Proposal again = proposal(KnownTarget.SKEWED, x, "one");
        assertSameBits(
                "two proposals by one key", first.states().x(), again.states().x());
        assertSameBits("their ratios", first.logRatio(), again.logRatio());
        Tensor other = proposal(KnownTarget.SKEWED, x, "another").states().x();
        assertFalse(
                Arrays.equals(first.states().x().toDoubleArray(), other.toDoubleArray()),
                "two keys give the same proposals");
    }

    @Test
    public void keepsShapeAndPrecision() {
        for (DType dtype : DType.values()) {
            for (int n : new int[] {1, 30}) {
                Tensor x = KnownTarget.GAUSSIAN.draw(n, KEY.split("shape")).cast(dtype);
                MarkovKernel.Proposal proposal = proposal(KnownTarget.GAUSSIAN, x, "shape");
                assertArrayEquals(x.shape(), proposal.states().x().shape(), "shape of the proposals");
                assertArrayEquals(new int[] {n}, proposal.logRatio().shape(), "shape of the ratios");
                assertEquals(dtype, proposal.states().x().dtype(), "precision of the proposals");
                assertEquals(dtype, proposal.logRatio().dtype(), "precision of the ratios");
                assertFalse(proposal.states().x().isTracked(), "proposals are recorded");
            }
        }
    }

    @Test
    public void statesAreNotWrittenTo() {
        MarkovKernel kernel = create();
        ChainStates now = ChainStates.start(KnownTarget.GAUSSIAN, KnownTarget.GAUSSIAN.draw(30, KEY), 0, kernel);
        ChainStates before = now.kept();
        kernel.propose(KnownTarget.GAUSSIAN, now, stepSize(), KEY.split("input").generator());
        assertSameBits("present positions", before.x(), now.x());
        assertSameBits("present log densities", before.logDensity(), now.logDensity());
        assertSameBits("present scores", before.score(), now.score());
    }

    /** Where other chains are changes nothing for the first. */
    @Test
    public void keepsChainsApart() {
        Tensor x = KnownTarget.GAUSSIAN.draw(30, KEY.split("apart"));
        double[] elsewhere = x.add(0.3).toDoubleArray();
        elsewhere[0] = x.get(0);
        elsewhere[1] = x.get(1);
        MarkovKernel.Proposal one = proposal(KnownTarget.GAUSSIAN, x, "apart");
        MarkovKernel.Proposal other = proposal(KnownTarget.GAUSSIAN, x.like(elsewhere, 30, 2), "apart");
        assertClose(
                "the first proposal, whatever the others",
                one.states().x().row(0),
                other.states().x().row(0),
                1e-12);
        assertEquals(one.logRatio().get(0), other.logRatio().get(0), 1e-12, "its ratio, whatever the others");
    }

    @Test
    public void countsEvaluations() {
        MarkovKernel kernel = create();
        ChainStates now = ChainStates.start(KnownTarget.SKEWED, KnownTarget.SKEWED.draw(30, KEY), 0, kernel);
        var target = new CountingTarget(KnownTarget.SKEWED);
        kernel.propose(target, now, stepSize(), KEY.split("count").generator());
        assertEquals(
                30L * kernel.evaluations(),
                Math.max(target.densities(), target.scores()),
                "evaluations of 30 proposals against those made");
        assertEquals(kernel.usesScores(), target.scores() > 0, "usesScores, against whether scores were asked for");
        double rate = kernel.bestAcceptance();
        assertTrue(rate > 0 && rate < 1, "best acceptance " + rate + ": must lie between 0 and 1");
    }

    /** On a circle with density {@code e^x}: refused, or exact draws stay on it and keep their distribution. */
    @Test
    public void staysOnACurvedSpaceOrDoesNotClaimIt() {
        var target = new OnCircle();
        if (!create().movesOn(target.space())) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Transitions(create(), target, 0),
                    "a kernel that does not move there");
            return;
        }
        Tensor end = moved(target, OnCircle.draw(CHAINS, KEY.split("circle")), TRANSITIONS, "circle");
        OnCircle.assertRefusedOrStayedOn(() -> end);
        double[][] exact = projections(OnCircle.draw(REFERENCE, KEY.split("exact on the circle")));
        double[][] moved = projections(end);
        for (int k = 0; k < moved.length; k++) {
            assertNearLaw(
                    "distribution of " + PROJECTIONS.get(k) + " on the circle",
                    exact[k],
                    moved[k],
                    0,
                    FALSE_ALARMS / moved.length);
        }
    }
}
