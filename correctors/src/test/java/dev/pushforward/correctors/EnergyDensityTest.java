package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.core.nn.EnergyDensity;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.InnerProductEnergy;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** An energy that a network holds is corrected as any other density is. */
class EnergyDensityTest {
    /**
     * {@code x . (x P / 2 - P m)} is the energy of N(m, P^-1). Five standard errors of 4,000 independent chains for
     * each of five moments: false alarm below 3e-6.
     */
    @Test
    void hmcReachesTheMomentsOfAGaussianEnergy() {
        Mlp psi = Mlp.create(
                List.of(2, 2),
                Activation.TANH,
                Initialization.PYTORCH,
                DType.FLOAT32,
                RandomStream.of(1).generator());
        TensorMemory.copy( // P = (2, 0.6; 0.6, 1), m = (1, -0.5)
                Tensor.of(DType.FLOAT32, new double[] {1, 0.3, 0.3, 0.5, -1.7, -0.1}, 6),
                psi.parameters().flat());
        var density = new EnergyDensity(new InnerProductEnergy(psi), new Euclidean(2), OptionalDouble.empty());
        var hmc = new Metropolis(new Hmc(5), new MetropolisSettings(30, 0.3, 0, 0.651), Compute.standard());
        int n = 4000;
        Tensor start = Tensor.normal(DType.FLOAT32, RandomStream.of(2).generator(), n, 2);
        Tensor x = hmc.correct(density, Draws.of(start), RandomStream.of(3))
                .draws()
                .points();
        double[] mean = {1, -0.5};
        double[][] covariance = {{1 / 1.64, -0.6 / 1.64}, {-0.6 / 1.64, 2 / 1.64}};
        for (int j = 0; j < 2; j++) {
            assertEquals(mean[j], x.column(j).mean().item(), 5 * Math.sqrt(covariance[j][j] / n), "mean " + j);
            for (int k = 0; k <= j; k++) {
                double product = x.column(j)
                        .sub(mean[j])
                        .mul(x.column(k).sub(mean[k]))
                        .mean()
                        .item();
                double variance = covariance[j][j] * covariance[k][k] + covariance[j][k] * covariance[j][k];
                assertEquals(covariance[j][k], product, 5 * Math.sqrt(variance / n), "covariance " + j + " " + k);
            }
        }
    }
}
