package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.dynamics.Integrator;
import dev.pushforward.core.dynamics.Mass;
import dev.pushforward.core.dynamics.PhasePoint;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Integrator} must do, on a skewed target of the plane: come back with the momentum flipped; keep the
 * volume of phase space, by the determinant of its Jacobian; err in the energy, over a fixed time, by order {@code h^2}
 * at most.
 */
public abstract class IntegratorContract {
    private static final KnownTarget TARGET = KnownTarget.SKEWED;
    private static final int STEPS = 5;
    private static final double STEP_SIZE = 0.2;
    private static final RandomStream KEY = RandomStream.of(30_011);

    /** For subclasses. */
    protected IntegratorContract() {}

    /** The integrator under test in the plane, with steps of this size. */
    protected abstract Integrator create(double stepSize);

    /** The mass of its momenta. */
    protected Mass mass() {
        return Mass.unit();
    }

    private static PhasePoint run(Integrator integrator, PhasePoint from, int steps) {
        PhasePoint point = from;
        for (int t = 0; t < steps; t++) {
            point = integrator.step(point, TARGET::score);
        }
        return point;
    }

    private PhasePoint start(int n) {
        Tensor noise = Tensor.normal(DType.FLOAT64, KEY.split("noise").generator(), n, 2);
        return new PhasePoint(TARGET.draw(n, KEY.split("start")), mass().momentum(noise));
    }

    @Test
    public void comesBackWithItsMomentumFlipped() {
        Integrator integrator = create(STEP_SIZE);
        PhasePoint start = start(20);
        PhasePoint end = run(integrator, start, STEPS);
        PhasePoint back = run(integrator, end.flipped(), STEPS).flipped();
        assertClose("positions, there and back", start.x(), back.x(), 1e-9);
        assertClose("momenta, there and back", start.p(), back.p(), 1e-9);
        assertTrue(end.x().sub(start.x()).square().sum(1).min(0).item() > 0, "some points do not move");
    }

    @Test
    public void keepsTheVolume() {
        double step = 1e-5;
        double[] at = Tensor.concat(1, start(1).x(), start(1).p()).toDoubleArray();
        double[][] jacobian = new double[4][4];
        for (int i = 0; i < 4; i++) {
            double[] up = end(at, i, step);
            double[] down = end(at, i, -step);
            for (int j = 0; j < 4; j++) {
                jacobian[i][j] = (up[j] - down[j]) / (2 * step);
            }
        }
        assertEquals(1, determinant(jacobian), 1e-7, "determinant of the Jacobian of " + STEPS + " steps");
    }

    private double[] end(double[] at, int coordinate, double by) {
        double[] moved = at.clone();
        moved[coordinate] += by;
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {moved[0], moved[1]}, 1, 2);
        Tensor p = Tensor.of(DType.FLOAT64, new double[] {moved[2], moved[3]}, 1, 2);
        PhasePoint end = run(create(STEP_SIZE), new PhasePoint(x, p), STEPS);
        return Tensor.concat(1, end.x(), end.p()).toDoubleArray();
    }

    /** By elimination with row pivots. */
    private static double determinant(double[][] a) {
        double product = 1;
        for (int k = 0; k < a.length; k++) {
            int pivot = k;
            for (int i = k + 1; i < a.length; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            product *= pivot == k ? row[k] : -row[k];
            for (int i = k + 1; i < a.length; i++) {
                double factor = a[i][k] / row[k];
                for (int j = k; j < a.length; j++) {
                    a[i][j] -= factor * row[j];
                }
            }
        }
        return product;
    }

    @Test
    public void theEnergyErrorFallsWithTheSquareOfTheStep() {
        double coarse = energyError(20);
        double fine = energyError(40);
        assertTrue(
                fine < 1e-10 || coarse / fine > 3.5,
                "energy error over a time of 1: " + coarse + " in 20 steps, " + fine
                        + " in 40; must fall to a quarter");
    }

    private double energyError(int steps) {
        PhasePoint start = start(20);
        PhasePoint end = run(create(1.0 / steps), start, steps);
        Tensor potential = TARGET.logDensity(end.x()).sub(TARGET.logDensity(start.x()));
        return mass().energyLost(start.p(), end.p()).add(potential).abs().mean().item();
    }

    @Test
    public void keepsShapeAndPrecision() {
        for (DType dtype : DType.values()) {
            PhasePoint start =
                    new PhasePoint(start(7).x().cast(dtype), start(7).p().cast(dtype));
            PhasePoint end = run(create(STEP_SIZE), start, 1);
            for (Tensor t : new Tensor[] {end.x(), end.p()}) {
                assertArrayEquals(new int[] {7, 2}, t.shape(), "shape");
                assertEquals(dtype, t.dtype(), "precision");
            }
        }
    }
}
