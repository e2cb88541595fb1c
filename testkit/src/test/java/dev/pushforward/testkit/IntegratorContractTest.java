package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.dynamics.Integrator;
import dev.pushforward.core.dynamics.Leapfrog;
import dev.pushforward.core.dynamics.Mass;
import dev.pushforward.core.dynamics.PhasePoint;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.SymmetricMatrix;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** The leapfrog keeps the contract with every mass; each clause catches an integrator that is wrong in that way. */
class IntegratorContractTest {
    private static IntegratorContract of(Mass mass, DoubleFunction<Integrator> integrator) {
        return new IntegratorContract() {
            @Override
            protected Integrator create(double stepSize) {
                return integrator.apply(stepSize);
            }

            @Override
            protected Mass mass() {
                return mass;
            }
        };
    }

    private static IntegratorContract of(DoubleFunction<Integrator> integrator) {
        return of(Mass.unit(), integrator);
    }

    private static Tensor pair(double a, double b) {
        return Tensor.of(DType.FLOAT64, new double[] {a, b}, 2);
    }

    @Test
    void leapfrogIsLetPass() {
        Tensor covariance = Tensor.of(DType.FLOAT64, new double[] {1.5, 0.6, 0.6, 0.5}, 2, 2);
        for (Mass mass : List.of(Mass.unit(), Mass.diagonal(pair(0.4, 2.5)))) {
            assertKept(of(mass, h -> new Leapfrog(new Euclidean(2), pair(h, 0.5 * h), mass)));
        }
        var matrix = SymmetricMatrix.of(covariance);
        Map<DType, Mass> dense = Map.of(
                DType.FLOAT32, Mass.inverseOf(matrix, DType.FLOAT32),
                DType.FLOAT64, Mass.inverseOf(matrix, DType.FLOAT64));
        assertKept(of(dense.get(DType.FLOAT64), h -> (from, score) -> {
            Mass mass = dense.get(from.x().dtype()); // a matrix has the points' precision
            return new Leapfrog(new Euclidean(2), Tensor.scalar(DType.FLOAT64, h), mass).step(from, score);
        }));
    }

    /** All at once: neither comes back nor keeps the volume, and is of first order. */
    @Test
    void eulersMethod() {
        IntegratorContract euler = of(h -> (from, score) -> new PhasePoint(
                from.x().add(from.p().mul(h)),
                from.p().add(score.apply(from.x()).mul(h))));
        assertBroken(euler, "comesBackWithItsMomentumFlipped");
        assertBroken(euler, "keepsTheVolume");
        assertBroken(euler, "theEnergyErrorFallsWithTheSquareOfTheStep");
    }

    /** One after the other: keeps the volume, does not come back, and is of first order. */
    @Test
    void eulersSymplecticMethod() {
        IntegratorContract euler = of(h -> (from, score) -> {
            Tensor p = from.p().add(score.apply(from.x()).mul(h));
            return new PhasePoint(from.x().add(p.mul(h)), p);
        });
        assertBroken(euler, "comesBackWithItsMomentumFlipped");
        assertBroken(euler, "theEnergyErrorFallsWithTheSquareOfTheStep");
    }

    /** Its step depends on where it begins: the volume changes. */
    @Test
    void aStepThatDependsOnThePlace() {
        assertBroken(
                of(h -> (from, score) -> {
                    Tensor step = from.x()
                            .square()
                            .sum(1)
                            .unsqueeze(1)
                            .add(1)
                            .reciprocal()
                            .mul(h);
                    Tensor p = from.p().add(score.apply(from.x()).mul(step).mul(0.5));
                    Tensor x = from.x().add(p.mul(step));
                    return new PhasePoint(x, p.add(score.apply(x).mul(step).mul(0.5)));
                }),
                "keepsTheVolume");
    }

    @Test
    void aMomentumThatIsDamped() {
        assertBroken(
                of(h -> (from, score) -> {
                    PhasePoint end = new Leapfrog(new Euclidean(2), Tensor.scalar(DType.FLOAT64, h), Mass.unit())
                            .step(from, score);
                    return new PhasePoint(end.x(), end.p().mul(0.99));
                }),
                "keepsTheVolume");
    }

    @Test
    void precisionForgotten() {
        assertOnlyBroken(
                of(h -> (from, score) -> {
                    var leapfrog = new Leapfrog(new Euclidean(2), Tensor.scalar(DType.FLOAT64, h), Mass.unit());
                    PhasePoint end = leapfrog.step(from, score);
                    return new PhasePoint(end.x().cast(DType.FLOAT64), end.p().cast(DType.FLOAT64));
                }),
                "keepsShapeAndPrecision");
    }
}
