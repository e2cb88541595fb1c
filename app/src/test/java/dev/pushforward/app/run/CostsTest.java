package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.ExperimentReader;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.wiring.Workshop;
import dev.pushforward.core.Compute;
import dev.pushforward.core.EvaluationCounts;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says it cost, against what its settings say. */
class CostsTest {
    private static final String AFIS =
            "sampler { name = afis, iterations = 40, batch = 60, hidden = [8, 8], latent = 3, score { hidden = [16,"
                    + " 16] } }";

    @TempDir
    Path folder;

    private Costs costs(int threads, String experiment, String... overrides) throws IOException {
        return only(threads, experiment, overrides).costs();
    }

    private Part only(int threads, String experiment, String... overrides) throws IOException {
        Path file = folder.resolve("x.conf");
        Files.writeString(file, experiment + "\nrun { draws = 100, floor-repeats = 3 }");
        var stop = new StopSignal();
        Experiment read =
                new ExperimentReader(ComponentRegistry.load()).read(ExperimentSource.of(file), List.of(overrides));
        var none = new DataFiles(
                Optional.empty(), Optional.empty(), folder.resolve("cache"), List.of(), Progress.none(), stop);
        Workshop workshop = Workshop.of(
                ComponentRegistry.load(), new Compute(DType.FLOAT32, Workers.of(threads)), none, Progress.none(), stop);
        RunFolder run = RunFolder.create(folder.resolve("runs-" + threads), read, Map.of());
        List<Part> parts = run.parts(read, workshop.composer().compose(read));
        workshop.runner().run(read, run, parts);
        return parts.getFirst();
    }

    /**
     * 60 scores in each of 40 iterations but the first, where the annealed path is still its start; the generator's
     * loss differentiates their square. MALA with one evaluation at the start and one for each of 2 + 3 steps of 100
     * chains; ksd of both sets, of 3 pairs' first, and in the course after 20 and 40 iterations; mmd evaluates nothing.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyStageCountsWhatItEvaluates(int threads) throws IOException {
        Costs costs = costs(
                threads,
                "target { name = double-well }\n" + AFIS
                        + "\ncorrector { name = mala, adaptation = 2, steps = 3 }\nmetrics = [ mmd, ksd ]",
                "run.measure-every=20");
        assertEquals(
                Map.of(
                        CostStage.TRAINING, new EvaluationCounts(0, 39 * 60, 39 * 60),
                        CostStage.DRAWING, EvaluationCounts.NONE,
                        CostStage.CORRECTING, new EvaluationCounts(100 * 6, 100 * 6, 0),
                        // the share outside the support asks twice
                        CostStage.MEASURING, new EvaluationCounts(100 * 2, 100 * 4, 0),
                        CostStage.FLOORS, new EvaluationCounts(0, 100 * 3, 0)),
                costs.evaluations());
    }

    /** The generator's: 3 x 8 + 8, 8 x 8 + 8, 8 x 2 + 2; not its average, the score network and their moments. */
    @Test
    void parametersAreTheGenerators() throws IOException {
        Costs costs = costs(
                1,
                "target { name = double-well }\n" + AFIS,
                "sampler.check-every=20",
                "sampler.check-selects=true",
                "sampler.check-draws=100",
                "sampler.check-fits=2");
        assertEquals(OptionalLong.of(3 * 8 + 8 + 8 * 8 + 8 + 8 * 2 + 2), costs.parameters());
        assertTrue(
                costs.stateNumbers() > 5 * costs.parameters().getAsLong(),
                "all numbers of the state: " + costs.stateNumbers());
        assertTrue(
                costs.evaluations().get(CostStage.MEASURING).scores() >= 200,
                "the fresh check: " + costs.evaluations());
        assertEquals(
                OptionalLong.of(0),
                costs(1, "target { name = double-well }\nsampler { name = normal }")
                        .parameters());
        assertEquals(
                costs.parameters(),
                costs(
                                1,
                                "target { name = double-well }\nsampler { name = whitened, "
                                        + AFIS.replace("score {", "annealing = 0, score {") + " }")
                        .parameters());
    }

    /** A method that needs scores alone asks for no log densities. */
    @Test
    void langevinTakesScoresAlone() throws IOException {
        Costs costs = costs(
                1,
                "target { name = laplace, dimension = 2 }\n"
                        + "sampler { name = normal }\n"
                        + "corrector { name = langevin, steps = 4 }");
        EvaluationCounts made = costs.evaluations().get(CostStage.CORRECTING);
        assertEquals(new EvaluationCounts(0, 100 * 4, 0), made);
        assertEquals(EvaluationCounts.NONE, costs.evaluations().get(CostStage.TRAINING));
    }

    @Test
    void theFileOfAnOlderVersionIsRead() {
        var old = new LinkedHashMap<String, Object>();
        old.put("iterations", 40);
        old.put("parameters", 1234);
        for (String key : List.of("trainSeconds", "drawSeconds", "correctSeconds", "measureSeconds")) {
            old.put(key, 1.5);
        }
        old.put("acceptanceRate", 0.5);
        old.put("stepSize", "NaN");
        old.put("densityEvaluations", 600);
        old.put("scoreEvaluations", 500);
        Costs costs = Costs.of(old);
        assertEquals(OptionalLong.empty(), costs.parameters());
        assertEquals(1234, costs.stateNumbers());
        assertEquals(Map.of(CostStage.CORRECTING, new EvaluationCounts(600, 500, 0)), costs.evaluations());
        Costs again = Costs.of(costs.toMap());
        assertEquals(costs, again);
        assertFalse(costs.toMap().containsKey("parameters"));
    }
}
