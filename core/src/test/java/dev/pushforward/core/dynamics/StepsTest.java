package dev.pushforward.core.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.SymmetricMatrix;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Langevin steps, leapfrog steps and refreshments in R^d, in float64. The test kit's own tests try the leapfrog's
 * reversibility, volume and energy.
 */
class StepsTest {
    private static final Space PLANE = new Euclidean(2);
    private static final DensityTarget TARGET = new Skewed();
    private static final RandomStream KEY = RandomStream.of(51_733);

    private static Tensor of(double... values) {
        return Tensor.of(DType.FLOAT64, values, values.length);
    }

    private static Tensor row(double... values) {
        return Tensor.of(DType.FLOAT64, values, 1, values.length);
    }

    private static Tensor number(double value) {
        return Tensor.scalar(DType.FLOAT64, value);
    }

    private static Tensor normal(String key, int n) {
        return Tensor.normal(DType.FLOAT64, KEY.split(key).generator(), n, 2);
    }

    /** A normal distribution {@code N(mean, I)}. */
    private record Normal(double mean) implements DensityTarget {
        @Override
        public Space space() {
            return PLANE;
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.sub(mean).square().sum(1).mul(-0.5).sub(Math.log(2 * Math.PI));
        }
    }

    private static final DensityTarget BETWEEN = new GeometricPath(new Normal(0), new Normal(10)).at(0.25);

    /** The step of ULA from N(0, I) to N(10, I) at a quarter of the path, computed by hand. */
    @Test
    void aLangevinStepIsThatOfUla() {
        var step = new LangevinStep(PLANE, number(0.25));
        Tensor x = row(0.5, -0.25);
        Tensor n = row(1, -1);
        Tensor next = step.move(x, BETWEEN.score(x), n);
        assertArrayEquals(new double[] {1.7071067812, -0.2696067812}, next.toDoubleArray(), 1e-10);
        assertEquals(-2.144729885849, step.logDensity(n).item(), 1e-12);
        Tensor back = step.noise(next, BETWEEN.score(next), x);
        assertEquals(-3.572335532609, step.logDensity(back).item(), 1e-12);
        assertArrayEquals(
                n.toDoubleArray(), step.noise(x, BETWEEN.score(x), next).toDoubleArray(), 1e-14);
    }

    /** Step sizes for each coordinate, for each point, and for both: the density is that of normal numbers. */
    @Test
    void stepsMayDifferByCoordinateAndPoint() {
        Tensor x = normal("x", 3);
        Tensor drift = normal("drift", 3);
        Tensor n = normal("noise", 3);
        double[] values = {0.1, 0.4, 0.05, 0.3, 0.2, 0.6};
        List<Tensor> deltas = List.of(
                number(0.3),
                of(0.3),
                of(0.1, 0.4),
                Tensor.of(DType.FLOAT64, new double[] {0.1, 0.2, 0.3}, 3, 1),
                Tensor.of(DType.FLOAT64, values, 3, 2));
        for (Tensor delta : deltas) {
            var step = new LangevinStep(PLANE, delta);
            Tensor to = step.move(x, drift, n);
            Tensor all = delta.broadcastTo(3, 2);
            for (int i = 0; i < 3; i++) {
                double log = 0;
                for (int j = 0; j < 2; j++) {
                    double variance = 2 * all.get(i, j);
                    double residual = to.get(i, j) - x.get(i, j) - all.get(i, j) * drift.get(i, j);
                    log -= residual * residual / (2 * variance) + 0.5 * Math.log(2 * Math.PI * variance);
                }
                assertEquals(log, step.logDensity(n).get(i), 1e-12, delta.shapeText());
            }
        }
    }

    /** The step of UHA at a quarter of the same path: refresh, leapfrog; its weight; and that of a learned reversal. */
    @Test
    void aRefreshmentAndALeapfrogStepAreThoseOfUha() {
        var refresh = new MomentumRefreshment(number(0.9), Mass.unit());
        var leapfrog = new Leapfrog(PLANE, number(0.25), Mass.unit());
        Tensor p0 = row(0.3, -0.2);
        Tensor n = row(1, -1);
        Tensor p = refresh.move(p0, n);
        assertArrayEquals(new double[] {0.7058898944, -0.6158898944}, p.toDoubleArray(), 1e-10);
        PhasePoint end = leapfrog.step(new PhasePoint(row(0.5, -0.25), p), BETWEEN::score);
        assertArrayEquals(new double[] {0.73897247, -0.31803497}, end.x().toDoubleArray(), 1e-8);
        assertArrayEquals(new double[] {1.17601834, 0.08011448}, end.p().toDoubleArray(), 1e-8);
        Tensor forward = refresh.logDensity(n);
        Tensor backward = refresh.logDensity(refresh.noise(p, p0));
        assertEquals(0.373800452459, backward.sub(forward).item(), 1e-12);
        assertEquals(0.373800452459, Mass.unit().energyLost(p0, p).neg().item(), 1e-12);
        // mean h mu, mu = p - 2 log h (s + p), s = -p / 2
        Tensor mu = p.sub(p.mul(0.5).mul(2 * Math.log(0.9)));
        Tensor learned = refresh.logDensity(refresh.noise(mu, p0));
        assertEquals(0.126006717517, learned.sub(forward).item(), 1e-12);
    }

    /** {@code log N(p; 0, M) + log F(p' | p)} is the same with p and p' exchanged. */
    @Test
    void refreshmentsAreReversible() {
        for (Mass mass : masses()) {
            var refresh = new MomentumRefreshment(number(0.7), mass);
            Tensor p = normal("p", 4);
            Tensor n = normal("fresh", 4);
            Tensor next = refresh.move(p, n);
            Tensor there = mass.logDensity(mass.noise(p)).add(refresh.logDensity(n));
            Tensor back = mass.logDensity(mass.noise(next)).add(refresh.logDensity(refresh.noise(next, p)));
            assertArrayEquals(there.toDoubleArray(), back.toDoubleArray(), 1e-12, mass.toString());
            assertArrayEquals(n.toDoubleArray(), refresh.noise(p, next).toDoubleArray(), 1e-12);
        }
    }

    private static SymmetricMatrix covariance() {
        return SymmetricMatrix.of(Tensor.of(DType.FLOAT64, new double[] {1.5, 0.6, 0.6, 0.5}, 2, 2));
    }

    private static List<Mass> masses() {
        return List.of(
                Mass.unit(),
                Mass.diagonal(number(1.7)),
                Mass.diagonal(of(0.4, 2.5)),
                Mass.inverseOf(covariance(), DType.FLOAT64));
    }

    @Test
    void massesAgreeWithTheirMatrix() {
        for (Mass mass : masses()) {
            Tensor n = normal("mass", 5);
            Tensor p = mass.momentum(n);
            assertArrayEquals(n.toDoubleArray(), mass.noise(p).toDoubleArray(), 1e-13, mass.toString());
            Tensor energy = n.square().sum(1).mul(0.5);
            assertArrayEquals(energy.toDoubleArray(), mass.kineticEnergy(p).toDoubleArray(), 1e-12, mass.toString());
            Tensor other = mass.momentum(normal("other", 5));
            assertArrayEquals(
                    mass.kineticEnergy(p).sub(mass.kineticEnergy(other)).toDoubleArray(),
                    mass.energyLost(p, other).toDoubleArray(),
                    1e-12);
        }
        // densities, by the determinants
        double[] logDeterminants = {0, 2 * Math.log(1.7), 0, -Math.log(1.5 * 0.5 - 0.6 * 0.6)};
        Tensor n = normal("determinant", 1);
        for (int i = 0; i < masses().size(); i++) {
            double expected = -n.square().sum().item() / 2 - Math.log(2 * Math.PI) - logDeterminants[i] / 2;
            assertEquals(expected, masses().get(i).logDensity(n).item(), 1e-12);
        }
    }

    /** With the mass of a covariance, dynamics are those of a target of unit covariance. */
    @Test
    void aDenseMassIsAPreconditioner() {
        Tensor root = covariance().map(Math::sqrt, DType.FLOAT64);
        Tensor n = normal("n", 3);
        Tensor u = normal("u", 3);
        var plain = new Leapfrog(PLANE, number(0.2), Mass.unit());
        PhasePoint end = plain.step(
                new PhasePoint(u, n), v -> TARGET.score(v.matmul(root)).matmul(root));
        Mass mass = Mass.inverseOf(covariance(), DType.FLOAT64);
        PhasePoint direct = new Leapfrog(PLANE, number(0.2), mass)
                .step(new PhasePoint(u.matmul(root), mass.momentum(n)), TARGET::score);
        assertArrayEquals(end.x().matmul(root).toDoubleArray(), direct.x().toDoubleArray(), 1e-13);
        assertArrayEquals(end.p().toDoubleArray(), mass.noise(direct.p()).toDoubleArray(), 1e-13);
    }

    /** First and second derivatives in positions, noise and everything that can be learned. */
    @Test
    void stepsAreDifferentiable() {
        Tensor x = normal("x", 3);
        Tensor n = normal("n", 3);
        Differences.assertDerivatives(
                in -> {
                    var step = new LangevinStep(PLANE, in.get(2));
                    Tensor score = TARGET.score(in.get(0));
                    Tensor next = step.move(in.get(0), score, in.get(1));
                    Tensor back = step.noise(next, TARGET.score(next).mul(0.7), in.get(0));
                    return step.logDensity(back).sub(step.logDensity(in.get(1))).add(next.column(0));
                },
                List.of(x, n, of(0.2, 0.35)));
        Differences.assertDerivatives(
                in -> {
                    Mass mass = Mass.diagonal(in.get(3));
                    var refresh = new MomentumRefreshment(in.get(4), mass);
                    Tensor p = refresh.move(in.get(1), in.get(1).mul(0.5).add(0.1));
                    var leapfrog = new Leapfrog(PLANE, in.get(2), mass);
                    PhasePoint end = leapfrog.step(new PhasePoint(in.get(0), p), TARGET::score);
                    Tensor back = refresh.logDensity(refresh.noise(end.p(), in.get(1)));
                    return back.add(mass.kineticEnergy(end.p())).add(end.x().column(1));
                },
                List.of(x, n, of(0.3, 0.2), of(0.6, 1.8), number(0.6)));
    }

    /** A float32 point moves by steps that were given in float64, rounded once. */
    @Test
    void stepsMayHaveAnotherPrecision() {
        Tensor x = normal("x", 3).cast(DType.FLOAT32);
        Tensor n = normal("n", 3).cast(DType.FLOAT32);
        double h = 0.0371;
        Tensor expected = x.add(n.mul(h / 2)).add(n.mul(Math.sqrt(h)));
        Tensor moved = new LangevinStep(PLANE, number(h / 2)).move(x, n, n);
        assertArrayEquals(expected.toDoubleArray(), moved.toDoubleArray());
        PhasePoint end = new Leapfrog(PLANE, number(h), Mass.unit()).step(new PhasePoint(x, n), TARGET::score);
        assertEquals(DType.FLOAT32, end.x().dtype());
        assertEquals(DType.FLOAT32, end.p().dtype());
    }

    @Test
    void refusesWhatIsNotPositive() {
        var step = assertThrows(IllegalArgumentException.class, () -> new LangevinStep(PLANE, of(0.1, 0)));
        assertTrue(step.getMessage().contains("the step size is 0.0 in element 1 of [2]"), step.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Mass.diagonal(of(1, Double.NaN)));
        for (double damping : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new MomentumRefreshment(number(damping), Mass.unit()));
        }
        var flat = SymmetricMatrix.of(Tensor.of(DType.FLOAT64, new double[] {1, 1, 1, 1}, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> Mass.inverseOf(flat, DType.FLOAT64));
    }
}
