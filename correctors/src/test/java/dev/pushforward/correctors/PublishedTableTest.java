package dev.pushforward.correctors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.metrics.KernelSteinDiscrepancy;
import dev.pushforward.targets.CoinSvgdFunnel;
import dev.pushforward.targets.Donut;
import dev.pushforward.targets.Gaussian;
import dev.pushforward.targets.GaussianMixture;
import dev.pushforward.targets.Rosenbrock;
import dev.pushforward.targets.Squiggle;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The particle and Langevin rows of a published table (denoising Fisher training, Table 1): kernel Stein discrepancy of
 * 500 draws on six targets. They pin methods, targets and discrepancy against somebody else's: the mean over replicates
 * lies within 3 published standard deviations of the published mean. With our own standard deviations a right
 * implementation fails on one seed in 10,000, all rows together. {@code experiments/dft-table-1-mcmc.conf} repeats all
 * of it with 20 replicates.
 */
class PublishedTableTest {
    private static final RandomStream KEY = RandomStream.of(1);
    private static final Compute COMPUTE = Compute.standard();
    private static final Metric KSD = new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, COMPUTE);

    @ParameterizedTest
    @CsvSource({
        "gaussian, 50, 0.669, 0.073",
        "gaussian, 100, 0.277, 0.042",
        "gaussian, 200, 0.141, 0.024",
        "gaussian, 500, 0.107, 0.025",
        "mog2, 50, 0.678, 0.016",
        "mog2, 100, 0.276, 0.018",
        "mog2, 200, 0.109, 0.020",
        "mog2, 500, 0.099, 0.008",
        "rosenbrock, 50, 1.198, 0.038",
        "rosenbrock, 100, 0.691, 0.030",
        "rosenbrock, 200, 0.284, 0.037",
        "rosenbrock, 500, 0.152, 0.030",
        "donut, 50, 0.246, 0.037",
        "donut, 100, 0.115, 0.024",
        "donut, 200, 0.109, 0.021",
        "donut, 500, 0.107, 0.020",
        "squiggle, 50, 0.419, 0.046",
        "squiggle, 100, 0.264, 0.055",
        "squiggle, 200, 0.176, 0.057",
        "squiggle, 500, 0.139, 0.030",
        "funnel-coin-svgd, 50, 0.387, 0.033",
        "funnel-coin-svgd, 100, 0.231, 0.029",
        "funnel-coin-svgd, 200, 0.144, 0.017",
        "funnel-coin-svgd, 500, 0.116, 0.029"
    })
    void langevin(String name, int steps, double mean, double sd) {
        var langevin = new Langevin(steps, 0.02, COMPUTE); // its drift moves by h / 2
        compare(
                name,
                langevin,
                1,
                20,
                mean,
                sd,
                KEY.split(name).split("langevin").split(steps));
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian, 50, 1.681, 0.073",
        "gaussian, 100, 0.776, 0.069",
        "mog2, 50, 1.170, 0.030",
        "mog2, 100, 0.688, 0.027",
        "rosenbrock, 50, 2.673, 0.163",
        "rosenbrock, 100, 1.498, 0.078",
        "donut, 50, 1.089, 0.035",
        "donut, 100, 0.361, 0.023",
        "squiggle, 50, 0.682, 0.045",
        "squiggle, 100, 0.156, 0.017",
        "funnel-coin-svgd, 50, 0.612, 0.072",
        "funnel-coin-svgd, 100, 0.189, 0.023"
    })
    void shortSvgd(String name, int steps, double mean, double sd) {
        compare(
                name,
                new Svgd(steps, 0.01, COMPUTE),
                1,
                8,
                mean,
                sd,
                KEY.split(name).split("svgd").split(steps));
    }

    /** The start is not stated: N(0, 0.1^2 I) at 500 steps, and else N(0, I), fit the published numbers. */
    @EnabledIfSystemProperty(named = "tests.slow", matches = "true", disabledReason = "takes minutes: run with -Pslow")
    @ParameterizedTest
    @CsvSource({
        "gaussian, 200, 0.0367, 0.016",
        "gaussian, 500, 0.013, 0.001",
        "mog2, 200, 0.0545, 0.006",
        "mog2, 500, 0.044, 0.006",
        "rosenbrock, 200, 0.513, 0.040",
        "rosenbrock, 500, 0.053, 0.002",
        "donut, 200, 0.0834, 0.007",
        "donut, 500, 0.057, 0.004",
        "squiggle, 200, 0.0391, 0.006",
        "squiggle, 500, 0.024, 0.002",
        "funnel-coin-svgd, 200, 0.0502, 0.002",
        "funnel-coin-svgd, 500, 0.052, 0.001"
    })
    void longSvgd(String name, int steps, double mean, double sd) {
        compare(
                name,
                new Svgd(steps, 0.01, COMPUTE),
                steps == 500 ? 0.1 : 1,
                20,
                mean,
                sd,
                KEY.split(name).split("svgd").split(steps));
    }

    private static void compare(
            String name, Corrector corrector, double scale, int replicates, double mean, double sd, RandomStream key) {
        DensityTarget target = target(name);
        double sum = 0;
        for (int r = 0; r < replicates; r++) {
            RandomStream random = key.split(r);
            Draws start =
                    Draws.of(Tensor.normal(DType.FLOAT32, random.split("start").generator(), 500, 2)
                            .mul(scale));
            Draws end =
                    corrector.correct(target, start, random.split("correct")).draws();
            sum += KSD.measure(
                            Subject.of(end, target, Draws.of(Tensor.zeros(DType.FLOAT32, 0, 2))),
                            random.split("measure"))
                    .getFirst()
                    .value();
        }
        double ours = sum / replicates;
        assertTrue(
                Math.abs(ours - mean) <= 3 * sd,
                ours + " over " + replicates + " replicates; published: " + mean + " +- " + sd);
    }

    private static DensityTarget target(String name) {
        return switch (name) {
            case "gaussian" ->
                new Gaussian(new double[] {-1, 1}, new double[][] {{1 / 2.75, 0.5 / 2.75}, {0.5 / 2.75, 3 / 2.75}});
            case "mog2" -> new GaussianMixture(new double[][] {{-2, 2}, {2, -2}}, Math.sqrt(0.5), new double[] {1, 1});
            case "rosenbrock" -> new Rosenbrock();
            case "donut" -> new Donut(2.5, 0.5);
            case "squiggle" -> new Squiggle();
            case "funnel-coin-svgd" -> new CoinSvgdFunnel(); // the score that the published funnel was run with
            default -> throw new IllegalArgumentException(name);
        };
    }
}
