package dev.pushforward.benchmarks;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.samplers.dft.DenoisingFisherLoss;
import dev.pushforward.samplers.dft.DenoisingFisherSampler;
import dev.pushforward.samplers.dft.DenoisingFisherSettings;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.AnnealedFisherSettings;
import dev.pushforward.samplers.fisher.DenoisingScoreMatching;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import dev.pushforward.targets.Donut;
import dev.pushforward.targets.DoubleWell;
import dev.pushforward.targets.HierarchicalLogisticRegression;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Engine;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Times whole training steps against their floor: the floating-point operations of a step's matrix products, counted by
 * hand, over the best rate of bare {@code cblas_sgemm} (float64: {@code cblas_dgemm}) on as many threads, measured
 * between the steps. Prints one line per case and number of threads. Arguments: names of cases, none for all. A case is
 * repeated at least 20 times and for ten seconds, so that on a machine that does other work too the minimum is the
 * step's own. With {@code -Dpushforward.kernels=nd4j} the same steps run on ND4J's kernels.
 */
public final class StepBenchmark {
    private static final RandomStream RANDOM = RandomStream.of(1);
    private static final int LEAST_REPEATS = 20;
    private static final double LEAST_MILLIS = 10_000;

    private StepBenchmark() {}

    /** A step to time and the GFLOP of its matrix products. */
    private record Case(String name, DType dtype, double gflop, int warmup, Runnable step) {
        void time(ProductFloor floor) {
            for (int i = 0; i < warmup; i++) {
                step.run();
            }
            List<Double> millis = new ArrayList<>();
            double total = 0;
            while (millis.size() < LEAST_REPEATS || total < LEAST_MILLIS) {
                long start = System.nanoTime();
                step.run();
                double took = (System.nanoTime() - start) / 1e6;
                millis.add(took);
                total += took;
                floor.measure(took);
            }
            Collections.sort(millis);
            double min = millis.getFirst();
            double median = millis.get(millis.size() / 2);
            double least = floor.millis(gflop);
            System.out.printf(
                    Locale.ROOT,
                    "%-15s %d thread(s): min %9.3f ms, median %9.3f ms of %d; %8.3f GFLOP, floor %9.3f ms at %.1f"
                            + " GFLOP/s; step/floor %.3f (median %.3f)%n",
                    name,
                    floor.threads(),
                    min,
                    median,
                    millis.size(),
                    gflop,
                    least,
                    floor.rate(),
                    min / least,
                    median / least);
        }
    }

    /** Runs the cases on one thread, then on all processors. */
    public static void main(String[] names) {
        Set<String> chosen = names.length == 0
                ? Set.of("mlp-400", "mlp-400-float64", "afis-2d", "dft-2d", "dft-blr", "draw")
                : Set.of(names);
        System.out.println("float32: " + Engine.of(DType.FLOAT32) + "; float64: " + Engine.of(DType.FLOAT64));
        for (int threads : Runtime.getRuntime().availableProcessors() == 1
                ? new int[] {1}
                : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
            Workers workers = Workers.of(threads);
            Compute compute = new Compute(DType.FLOAT32, workers);
            Compute doubles = new Compute(DType.FLOAT64, workers);
            for (Case each : List.of(
                    mlp400("mlp-400", compute),
                    mlp400("mlp-400-float64", doubles),
                    afis2d(compute),
                    dft2d(compute),
                    dftBlr(compute),
                    draw(compute))) {
                if (chosen.contains(each.name)) {
                    each.time(new ProductFloor(workers, each.dtype));
                }
            }
        }
    }

    /** One denoising score matching step of a score network 2-400-400-400-400-2, ELU, on 5,000 rows. */
    private static Case mlp400(String name, Compute compute) {
        Estimation estimate = new ScoreNetwork(
                        new DenoisingScoreMatching(0.1), score(List.of(400, 400, 400, 400), Activation.ELU), compute)
                .start(new Euclidean(2), RANDOM);
        int n = 5000;
        Tensor x = Tensor.normal(compute.dtype(), RANDOM.generator(), n, 2);
        // forward, and two products per layer in reverse, less the first layer's input gradient
        double gflop = 2e-9 * n * (3 * (2 * 400 + 3 * 400 * 400 + 400 * 2) - 2 * 400);
        long[] t = {0};
        return new Case(name, compute.dtype(), gflop, 40, () -> estimate.fit(x, RANDOM.split(t[0]++)));
    }

    /** One fit by exact score matching and one S2D step, both networks 2-200-200-200-2, batch 500. */
    private static Case afis2d(Compute compute) {
        var network = new MlpSettings(List.of(200, 200, 200), Activation.LEAKY_RELU, Initialization.PYTORCH);
        var generator = new GeneratorSettings(0, network, Adam.Settings.of(Schedule.constant(1e-4)), 0);
        var settings = new AnnealedFisherSettings(
                new AlternatingSettings(Integer.MAX_VALUE, 500, 1, 1, generator),
                1000,
                FisherLoss.S2D,
                Optional.empty());
        var estimator =
                new ScoreNetwork(new ExactScoreMatching(), score(List.of(200, 200, 200), Activation.GELU), compute);
        Training training =
                new AnnealedFisherSampler(settings, estimator, compute).start(new DoubleWell(-0.5, -6, 1), RANDOM);
        double n = 500;
        double outer = 2 * 200;
        double forward = 2 * outer + 2 * 200 * 200;
        double draws = forward;
        // the network and two tangents, each with both products in reverse; the inputs of all three need no gradient
        double fit = 3 * (3 * forward - outer);
        // G, s_phi, its gradient with respect to x, and both products of G in reverse, less the gradient of z
        double descent = 3 * forward + 2 * forward - outer;
        return new Case("afis-2d", DType.FLOAT32, 2e-9 * n * (draws + fit + descent), 400, training::step);
    }

    /**
     * One fit by denoising score matching and one step of the generator, both networks 2-400-400-400-400-2, ELU, batch
     * 5,000, on a ring.
     */
    private static Case dft2d(Compute compute) {
        List<Integer> hidden = List.of(400, 400, 400, 400);
        var network = new MlpSettings(hidden, Activation.ELU, Initialization.PYTORCH);
        var generator = new GeneratorSettings(0, network, Adam.Settings.of(Schedule.constant(2e-5)), 0);
        int n = 5000;
        var settings = new DenoisingFisherSettings(
                new AlternatingSettings(Integer.MAX_VALUE, n, 1, 1, generator),
                Schedule.constant(0.1),
                DenoisingFisherLoss.FULL,
                Optional.empty());
        var estimator = new ScoreNetwork(new DenoisingScoreMatching(0.1), score(hidden, Activation.ELU), compute);
        Training training = new DenoisingFisherSampler(settings, estimator, compute).start(new Donut(2.5, 0.5), RANDOM);
        double outer = 2 * 400;
        double forward = 2 * outer + 3 * 400 * 400;
        double draws = forward;
        // both products per layer in reverse, less the first layer's input gradient
        double fit = 3 * forward - outer;
        // G, s_phi, its gradient with respect to x_s, and both products of G in reverse, less the gradient of z
        double descent = 5 * forward - outer;
        return new Case("dft-2d", DType.FLOAT32, 2e-9 * n * (draws + fit + descent), 10, training::step);
    }

    /**
     * Two fits by denoising score matching and one step of the generator, batch 100, on the posterior of a logistic
     * regression by two minibatches of 500 observations: networks 128-1024-1024-1024-1024-56 and
     * 56-1024-1024-1024-1024-56, GELU.
     */
    private static Case dftBlr(Compute compute) {
        List<Integer> hidden = List.of(1024, 1024, 1024, 1024);
        var network = new MlpSettings(hidden, Activation.GELU, Initialization.PYTORCH);
        var generator = new GeneratorSettings(128, network, Adam.Settings.of(Schedule.constant(2e-4)), 0);
        int n = 100;
        int observations = 500;
        int d = 56;
        var settings = new DenoisingFisherSettings(
                new AlternatingSettings(Integer.MAX_VALUE, n, 2, 1, generator),
                Schedule.constant(0.1),
                DenoisingFisherLoss.FULL,
                Optional.empty());
        var estimator = new ScoreNetwork(new DenoisingScoreMatching(0.1), score(hidden, Activation.GELU), compute);
        Training training = new DenoisingFisherSampler(settings, estimator, compute)
                .start(madeRegression(20_000, d - 1, observations), RANDOM);
        double inner = 3 * 1024 * 1024;
        double draws = 128 * 1024 + inner + 1024 * d;
        double forward = d * 1024 + inner + 1024 * d;
        // both products per layer in reverse, less the first layer's input gradient
        double fit = 3 * forward - d * 1024;
        // G, s_phi, its gradient with respect to x_s, and both products of G in reverse, less the gradient of z
        double descent = 3 * draws - 128 * 1024 + 2 * forward;
        // for each of two minibatches: logits, the score, and both again in reverse
        double target = 2 * 4 * (d - 1) * observations;
        return new Case(
                "dft-blr", DType.FLOAT32, 2e-9 * n * (2 * (draws + fit) + descent + target), 60, training::step);
    }

    /** Rows of uniform features and an intercept, with labels that depend on the first. */
    private static HierarchicalLogisticRegression madeRegression(int rows, int features, int minibatch) {
        RandomGenerator random = RANDOM.split("observations").generator();
        double[][] design = new double[rows][features];
        double[] labels = new double[rows];
        for (int i = 0; i < rows; i++) {
            Arrays.setAll(design[i], j -> random.nextDouble());
            design[i][features - 1] = 1;
            labels[i] = random.nextDouble() < design[i][0] ? 1 : 0;
        }
        return new HierarchicalLogisticRegression(design, labels, rows - 1, minibatch);
    }

    /** A million draws from a network 2-400-400-400-400-2. */
    private static Case draw(Compute compute) {
        Mlp network = new MlpSettings(List.of(400, 400, 400, 400), Activation.ELU, Initialization.PYTORCH)
                .create(2, 2, DType.FLOAT32, RANDOM.generator())
                .frozen();
        int n = 1_000_000;
        double gflop = 2e-9 * n * (2 * 400 + 3 * 400 * 400 + 400 * 2);
        return new Case("draw", DType.FLOAT32, gflop, 1, () -> {
            try (Scope scope = Scope.open()) {
                Microbatches.map(
                        compute.workers(),
                        n,
                        2,
                        DType.FLOAT32,
                        RANDOM,
                        (rows, random) ->
                                network.apply(Tensor.normal(DType.FLOAT32, random.generator(), rows.count(), 2)));
            }
        });
    }

    private static ScoreNetworkSettings score(List<Integer> hidden, Activation activation) {
        return new ScoreNetworkSettings(
                new MlpSettings(hidden, activation, Initialization.PYTORCH), Adam.Settings.of(Schedule.constant(1e-3)));
    }
}
