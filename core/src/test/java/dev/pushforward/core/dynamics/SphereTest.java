package dev.pushforward.core.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Steps and kernels on a sphere, for a density without any symmetry. */
class SphereTest {
    private static final Space SPHERE = new Sphere();
    private static final RandomStream KEY = RandomStream.of(9_907);
    private static final int CHAINS = 20_000;

    /** {@code log q = x + 2 x y + 1.5 z}. */
    private record Tilted() implements DensityTarget {
        private static final double HIGHEST = 3.5; // no less than the largest log q

        @Override
        public Space space() {
            return SPHERE;
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0);
            return u.add(u.mul(x.column(1)).mul(2)).add(x.column(2).mul(1.5));
        }

        /** Exact, by rejection from the uniform distribution. */
        static Tensor draw(int n, RandomStream random) {
            RandomGenerator generator = random.generator();
            double[] x = new double[3 * n];
            for (int i = 0; i < n; ) {
                double a = generator.nextGaussian();
                double b = generator.nextGaussian();
                double c = generator.nextGaussian();
                double r = Math.sqrt(a * a + b * b + c * c);
                double log = a / r + 2 * a * b / (r * r) + 1.5 * c / r;
                if (generator.nextDouble() < Math.exp(log - HIGHEST)) {
                    x[3 * i] = a / r;
                    x[3 * i + 1] = b / r;
                    x[3 * i + 2] = c / r;
                    i++;
                }
            }
            return Tensor.of(DType.FLOAT64, x, n, 3);
        }
    }

    private static final DensityTarget TARGET = new Tilted();

    private static PhasePoint start(int n) {
        Tensor x = Tilted.draw(n, KEY.split("start"));
        Tensor noise = Tensor.normal(DType.FLOAT64, KEY.split("noise").generator(), n, 3);
        return new PhasePoint(x, SPHERE.tangent(x, noise));
    }

    private static PhasePoint run(Leapfrog leapfrog, PhasePoint from, int steps) {
        PhasePoint point = from;
        for (int l = 0; l < steps; l++) {
            point = leapfrog.step(point, TARGET::score);
        }
        return point;
    }

    @Test
    void geodesicLeapfrogComesBack() {
        PhasePoint start = start(20);
        for (Tensor step : List.of(
                Tensor.scalar(DType.FLOAT64, 0.3),
                Tensor.uniform(DType.FLOAT64, KEY.generator(), 20, 1).add(0.1))) {
            var leapfrog = new Leapfrog(SPHERE, step, Mass.diagonal(Tensor.scalar(DType.FLOAT64, 1.7)));
            PhasePoint end = run(leapfrog, start, 7);
            PhasePoint back = run(leapfrog, end.flipped(), 7).flipped();
            assertArrayEquals(start.x().toDoubleArray(), back.x().toDoubleArray(), 1e-11);
            assertArrayEquals(start.p().toDoubleArray(), back.p().toDoubleArray(), 1e-11);
            assertEquals(0, end.x().square().sum(1).sub(1).abs().max(0).item(), 1e-12, "off the sphere");
            assertEquals(0, end.x().mul(end.p()).sum(1).abs().max(0).item(), 1e-12, "not tangent");
        }
    }

    @Test
    void theEnergyErrorIsOfSecondOrder() {
        double coarse = energyError(20);
        double fine = energyError(40);
        assertEquals(4, coarse / fine, 0.3, coarse + " and " + fine);
    }

    private static double energyError(int steps) {
        PhasePoint start = start(50);
        Mass mass = Mass.unit();
        PhasePoint end = run(new Leapfrog(SPHERE, Tensor.scalar(DType.FLOAT64, 1.0 / steps), mass), start, steps);
        Tensor potential = TARGET.logDensity(end.x()).sub(TARGET.logDensity(start.x()));
        return mass.energyLost(start.p(), end.p()).add(potential).abs().mean().item();
    }

    /** Exact draws keep their distribution: means of five functions within 6 standard errors, false alarms 1e-8. */
    @Test
    void kernelsLeaveTheTargetInvariant() {
        double[][] exact = features(Tilted.draw(5 * CHAINS, KEY.split("exact")));
        for (MarkovKernel kernel : List.of(new RandomWalk(), new Hmc(2))) {
            ChainStates states = ChainStates.start(TARGET, Tilted.draw(CHAINS, KEY.split("begin")), 0, kernel)
                    .kept();
            var made = new Transitions(kernel, TARGET, 0);
            RandomGenerator random = KEY.split(kernel.name()).generator();
            for (int t = 0; t < 6; t++) {
                try (Scope scope = Scope.open()) {
                    made.move(states, 0.8, random);
                }
            }
            double rate = made.accepted() / made.proposals();
            assertTrue(rate > 0.4 && rate < 0.95, kernel + ": acceptance " + rate);
            double[][] moved = features(states.x());
            for (int k = 0; k < exact.length; k++) {
                double z = (mean(moved[k]) - mean(exact[k]))
                        / Math.sqrt(variance(moved[k]) / moved[k].length + variance(exact[k]) / exact[k].length);
                assertEquals(0, z, 6, kernel + ": standard errors of function " + k);
            }
        }
    }

    private static double[][] features(Tensor x) {
        double[][] out = new double[5][x.size(0)];
        for (int i = 0; i < x.size(0); i++) {
            double u = x.get(i, 0);
            double v = x.get(i, 1);
            double w = x.get(i, 2);
            double[] all = {u, v, w, u * v, w * w * u};
            for (int k = 0; k < 5; k++) {
                out[k][i] = all[k];
            }
        }
        return out;
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }

    private static double variance(double[] x) {
        double mean = mean(x);
        double sum = 0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return sum / (x.length - 1);
    }

    @Test
    void aLangevinStepFollowsTheGeodesic() {
        PhasePoint start = start(10);
        var step = new LangevinStep(SPHERE, Tensor.scalar(DType.FLOAT64, 0.1));
        Tensor score = TARGET.score(start.x());
        Tensor noise = Tensor.normal(DType.FLOAT64, KEY.generator(), 10, 3); // not tangent
        Tensor to = step.move(start.x(), score, noise);
        assertEquals(0, to.square().sum(1).sub(1).abs().max(0).item(), 1e-12);
        Tensor velocity = score.mul(0.1).add(SPHERE.tangent(start.x(), noise).mul(Math.sqrt(0.2)));
        assertArrayEquals(
                velocity.square().sum(1).sqrt().toDoubleArray(),
                SPHERE.distance(start.x(), to).toDoubleArray(),
                1e-12);
        var density = assertThrows(IllegalArgumentException.class, () -> step.logDensity(noise));
        assertTrue(density.getMessage().contains("known in R^d only"), density.getMessage());
    }

    @Test
    void coordinatesMustShareOneStepAndMass() {
        Tensor each = Tensor.of(DType.FLOAT64, new double[] {0.1, 0.2, 0.3}, 3);
        Tensor one = Tensor.scalar(DType.FLOAT64, 0.1);
        var steps = assertThrows(IllegalArgumentException.class, () -> new Leapfrog(SPHERE, each, Mass.unit()));
        assertTrue(steps.getMessage().contains("the step size has shape [3]"), steps.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LangevinStep(SPHERE, each));
        assertThrows(IllegalArgumentException.class, () -> new Leapfrog(SPHERE, one, Mass.diagonal(each)));
        var mala = assertThrows(IllegalArgumentException.class, () -> new Transitions(new Mala(), TARGET, 0));
        assertEquals(
                "Mala does not move on Sphere[], where Tilted lives: take a kernel that does, such as RandomWalk or"
                        + " Hmc",
                mala.getMessage());
    }
}
