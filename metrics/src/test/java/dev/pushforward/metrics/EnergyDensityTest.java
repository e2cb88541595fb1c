package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Subject;
import dev.pushforward.core.nn.EnergyDensity;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.InnerProductEnergy;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.Gaussian;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.testkit.TargetContract;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An energy that a network holds is measured as any other density is. */
class EnergyDensityTest {
    private static Mlp psi(int... widths) {
        return Mlp.create(
                Arrays.stream(widths).boxed().toList(),
                Activation.SWISH,
                Initialization.PYTORCH,
                DType.FLOAT64,
                RandomStream.of(1).generator());
    }

    /** {@code x . (x P / 2 - P m)} is the energy of N(m, P^-1) but for {@code m . P m / 2}. */
    @Test
    void discrepancyAndDensityOfAGaussianEnergy() {
        Mlp psi = psi(2, 2);
        TensorMemory.copy( // P = (2, 0.6; 0.6, 1), m = (1, -0.5)
                Tensor.of(DType.FLOAT64, new double[] {1, 0.3, 0.3, 0.5, -1.7, -0.1}, 6),
                psi.parameters().flat());
        double logNormalizer = 0.825 + Math.log(2 * Math.PI) - 0.5 * Math.log(1.64);
        var density =
                new EnergyDensity(new InnerProductEnergy(psi), new Euclidean(2), OptionalDouble.of(logNormalizer));
        var gaussian =
                new Gaussian(new double[] {1, -0.5}, new double[][] {{1 / 1.64, -0.6 / 1.64}, {-0.6 / 1.64, 2 / 1.64}});
        Tensor x = gaussian.draw(50, RandomStream.of(5)).add(0.3);
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    gaussian.logDensity(x).get(i) - gaussian.logNormalizer().orElseThrow(),
                    density.logDensity(x).get(i) - density.logNormalizer().orElseThrow(),
                    1e-10);
        }
        assertEquals(ksd(gaussian, x), ksd(density, x), 1e-10);
    }

    private static double ksd(DensityTarget target, Tensor x) {
        return new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard())
                .measure(Subject.of(Draws.of(x), target), RandomStream.of(1))
                .getFirst()
                .value();
    }

    @Nested
    class InnerProduct extends TargetContract {
        @Override
        protected EnergyDensity create() {
            return new EnergyDensity(new InnerProductEnergy(psi(3, 8, 3)), new Euclidean(3), OptionalDouble.empty());
        }
    }

    @Nested
    class Plain extends TargetContract {
        @Override
        protected EnergyDensity create() {
            return new EnergyDensity(psi(3, 8, 1), new Euclidean(3), OptionalDouble.empty());
        }
    }
}
