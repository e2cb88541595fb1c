package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.DataFolder;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest extends OnExperiment {
    CommandsTest() {
        super("""
            title = "A test"
            target { name = normal, dimension = 2 }
            sampler { name = test-location, iterations = 60 }
            corrector { name = mala, steps = 3 }
            metrics = [ mmd, ksd ]
            run { seed = 5, draws = 300, checkpoint-every = 25, floor-repeats = 3 }
            """);
    }

    private Path run(String... overrides) throws IOException {
        var arguments = Stream.concat(Stream.of("run", file.toString(), "--quiet"), Stream.of(overrides))
                .toArray(String[]::new);
        assertEquals(0, console.execute(arguments), console.err());
        String line = console.out()
                .lines()
                .filter(l -> l.startsWith("Report: "))
                .findFirst()
                .orElseThrow();
        return Path.of(line.substring("Report: ".length())).getParent();
    }

    @Test
    void listShowsWhatThereIsAndWhereItComesFrom() {
        assertEquals(0, console.execute("list"));
        assertTrue(
                console.out().lines().anyMatch(l -> l.startsWith("target") && l.contains("double-well")),
                console.out());
        assertTrue(
                console.out().lines().anyMatch(l -> l.contains("Learns a location.") && l.contains("LocationFactory")),
                console.out());
    }

    @Test
    void describeShowsSettingsSourceAndOrigin() {
        assertEquals(0, console.execute("describe", "test-location"));
        for (String part : List.of(
                "sampler test-location", "Source: A test", "From: ", "rate", "number", "0.1", "above 0", "step size")) {
            assertTrue(console.out().contains(part), part + " in\n" + console.out());
        }
        assertEquals(0, console.execute("describe", "run"));
        assertTrue(console.out().contains("checkpoint-every"), console.out());
        assertEquals(2, console.execute("describe", "test-locatoin"));
        assertTrue(console.err().contains("Did you mean 'test-location'?"), console.err());
    }

    @Test
    void aRunLeavesEverythingInItsFolder() throws IOException {
        Path run = run();
        for (String name : List.of(
                "experiment.conf",
                "provenance.json",
                "metrics.jsonl",
                "costs.json",
                "draws.npz",
                "report.html",
                "plots/plane.png",
                "plots/marginals.png",
                "plots/training.png",
                "checkpoints/0000000060.npz",
                "checkpoints/0000000050.npz")) {
            assertTrue(Files.size(run.resolve(name)) > 0, name);
        }
        var draws = StateFile.read(run.resolve("draws.npz"));
        for (String set : List.of("drawn", "corrected", "reference")) {
            assertArrayEquals(new int[] {300, 2}, draws.tensor(set).shape(), set);
        }
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertEquals(6, lines.size(), "two metrics and the share outside the support, before and after correction");
        assertTrue(lines.subList(0, 4).stream().allMatch(l -> l.contains("\"floor\":{\"mean\":")), lines.toString());
        assertTrue(
                lines.subList(4, 6).stream().allMatch(l -> l.contains("\"outside-support\",\"value\":0.0,")),
                lines.toString());
        String provenance = Files.readString(run.resolve("provenance.json"));
        Engine engine = Engine.of(DType.FLOAT32);
        assertTrue(provenance.contains(engine.kernels()) && provenance.contains(engine.blas()), provenance);
        String page = Files.readString(run.resolve("report.html"));
        assertFalse(page.contains("src=\"http") || page.contains("href="), "the page needs nothing else");
        assertEquals(3, page.split("data:image/png;base64,", -1).length - 1);
        assertTrue(
                page.contains("A test") && page.contains("acceptance") && page.contains("Evaluations of the target"),
                "costs are shown");
        assertTrue(
                console.out().contains("mmd (kernel = median, estimator = u)"),
                "kernel and estimator are named:\n" + console.out());
    }

    @Test
    void aRunSaysWhatComputes() {
        assertEquals(0, console.execute("run", file.toString(), "--threads", "1"), console.err());
        assertTrue(
                console.err().contains("computing in float32 on 1 thread by " + Engine.of(DType.FLOAT32)),
                console.err());
        assertEquals(0, console.execute("run", file.toString(), "--threads", "1"), console.err());
        assertFalse(console.err().contains("computing in"), console.err());
    }

    @Test
    void theSameCommandAgainSaysThatItIsDone() throws IOException {
        Path run = run();
        byte[] draws = Files.readAllBytes(run.resolve("draws.npz"));
        assertEquals(run, run());
        assertTrue(console.err().contains("is already done"), console.err());
        assertArrayEquals(draws, Files.readAllBytes(run.resolve("draws.npz")));
        assertNotEquals(run, run("run.seed=6"));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        Path one = run("run.threads=1");
        byte[] draws = Files.readAllBytes(one.resolve("draws.npz"));
        byte[] metrics = Files.readAllBytes(one.resolve("metrics.jsonl"));
        console = new Console(folder.resolve("other"));
        Path two = run("run.threads=2");
        assertEquals(one.getFileName(), two.getFileName());
        assertArrayEquals(draws, Files.readAllBytes(two.resolve("draws.npz")));
        assertArrayEquals(metrics, Files.readAllBytes(two.resolve("metrics.jsonl")));
    }

    @Test
    void drawWritesNpzAndCsvOfTheSameDraws() throws IOException {
        Path run = run();
        Path npz = folder.resolve("d.npz");
        Path csv = folder.resolve("d.csv");
        // more than a block
        assertEquals(0, console.execute("draw", run.toString(), "-n", "70000", "-o", npz.toString()), console.err());
        assertEquals(0, console.execute("draw", run.toString(), "-n", "70000", "-o", csv.toString()), console.err());
        var draws = StateFile.read(npz).tensor("draws");
        assertArrayEquals(new int[] {70_000, 2}, draws.shape());
        List<String> lines = Files.readAllLines(csv);
        assertEquals("x1,x2", lines.getFirst());
        assertEquals(70_001, lines.size());
        for (int i = 0; i < 70_000; i += 777) {
            String[] row = lines.get(i + 1).split(",");
            assertEquals((float) draws.get(i, 0), Float.parseFloat(row[0]));
            assertEquals((float) draws.get(i, 1), Float.parseFloat(row[1]));
        }
        assertEquals(0, console.execute("draw", run.toString(), "-n", "0", "-o", npz.toString()), console.err());
        assertArrayEquals(new int[] {0, 2}, StateFile.read(npz).tensor("draws").shape());
        assertEquals(
                0,
                console.execute("draw", run.toString(), "-n", "5", "--correct", "--seed", "9", "-o", npz.toString()),
                console.err());
        assertArrayEquals(new int[] {5, 2}, StateFile.read(npz).tensor("draws").shape());
    }

    @Test
    void drawRefusesWhatItCannotWrite() throws IOException {
        Path run = run();
        assertEquals(
                2,
                console.execute(
                        "draw",
                        run.toString(),
                        "-n",
                        "5",
                        "-o",
                        folder.resolve("d.txt").toString()));
        assertTrue(console.err().contains(".npz or .csv"), console.err());
        assertEquals(
                2,
                console.execute(
                        "draw",
                        run.toString(),
                        "-n",
                        "-5",
                        "-o",
                        folder.resolve("d.csv").toString()));
        assertEquals(
                2,
                console.execute(
                        "draw",
                        folder.resolve("nowhere").toString(),
                        "-n",
                        "5",
                        "-o",
                        folder.resolve("d.csv").toString()));
        assertTrue(console.err().contains("there is no run in"), console.err());
        assertEquals(
                2,
                console.execute(
                        "draw",
                        run.toString(),
                        "-n",
                        "5",
                        "-o",
                        folder.resolve("no/such/folder/d.csv").toString()));
        assertTrue(
                console.err().contains(folder.resolve("no/such/folder") + " does not exist or is not a folder")
                        && !console.err().contains(".tmp"),
                console.err());
    }

    @Test
    void evaluateMeasuresFreshDrawsAndChangesNothing() throws IOException {
        Path run = run();
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
        assertEquals(0, console.execute("evaluate", run.toString(), "-n", "200", "-q"), console.err());
        assertTrue(console.out().contains("mmd") && console.out().contains("floor"), console.out());
        String first = console.out();
        assertEquals(0, console.execute("evaluate", run.toString(), "-n", "200", "-q", "--seed", "2"), console.err());
        assertNotEquals(first, console.out());
        assertArrayEquals(metrics, Files.readAllBytes(run.resolve("metrics.jsonl")));
    }

    @Test
    void reportIsMadeAgainFromTheFolder() throws IOException {
        Path run = run();
        String page = Files.readString(run.resolve("report.html"));
        Files.delete(run.resolve("report.html"));
        assertEquals(0, console.execute("report", run.toString()), console.err());
        assertEquals(page, Files.readString(run.resolve("report.html")));
        assertEquals(
                0,
                console.execute("report", run.getFileName().toString()),
                "the name below the folder of runs will do");
    }

    /** Two trainings of 60 iterations; as kills leave the second, then both. */
    @Test
    void reportOfAnUnfinishedRunSaysHowFarItIs() throws IOException {
        Path run = run("run.replicates=2");
        Files.delete(run.resolve("2/metrics.jsonl"));
        assertEquals(0, console.execute("report", run.toString()), console.err());
        assertTrue(
                console.err().contains("the training of 2 is complete, and its draws are not measured yet"),
                console.err());
        Files.delete(run.resolve("2/checkpoints/0000000060.npz"));
        assertEquals(0, console.execute("report", run.toString()), console.err());
        assertTrue(console.err().contains("Note: the training of 2 stands at iteration 50 of 60."), console.err());
        assertTrue(console.err().contains("Continue with: pushforward resume " + run), console.err());
        assertTrue(console.out().contains(" of the target in the 1 of 2 trainings that are done."), console.out());
        Files.delete(run.resolve("2/checkpoints/0000000050.npz"));
        Files.delete(run.resolve("1/metrics.jsonl"));
        assertEquals(0, console.execute("report", run.toString()), console.err());
        assertTrue(console.err().contains("Note: 1 of 2 trainings without a checkpoint yet."), console.err());
        assertFalse(console.out().contains("Trained for"), console.out());
        assertEquals(0, console.execute("resume", run.toString(), "-q"), console.err());
        assertEquals(0, console.execute("report", run.toString()), console.err());
        assertFalse(console.err().contains("Note: "), console.err());
    }

    @ParameterizedTest
    @CsvSource({"metrics.jsonl, garbage", "metrics.jsonl, {\"a\":1}", "costs.json, {}"})
    void damagedMeasurementsSayWhatToDeleteAndAreMadeAgain(String name, String damage) throws IOException {
        Path run = run();
        String measured = Files.readString(run.resolve("metrics.jsonl"));
        Files.writeString(run.resolve(name), damage + "\n");
        assertEquals(1, console.execute("report", run.toString()));
        assertTrue(console.err().contains(name + " is damaged: "), console.err());
        assertTrue(
                console.err().contains("Delete " + run.resolve("metrics.jsonl") + " and run the same command again"),
                console.err());
        Files.delete(run.resolve("metrics.jsonl"));
        assertEquals(0, console.execute("resume", run.toString(), "-q"), console.err());
        assertEquals(measured, Files.readString(run.resolve("metrics.jsonl")));
    }

    @Test
    void costsOnceDeletedAreThereAgain() throws IOException {
        Path run = run();
        Files.delete(run.resolve("costs.json"));
        assertEquals(run, run());
        assertTrue(Files.exists(run.resolve("costs.json")));
    }

    @Test
    void damagedDrawsAreMadeAgainOnceDeleted() throws IOException {
        Path run = run();
        Path draws = run.resolve("draws.npz");
        byte[] whole = Files.readAllBytes(draws);
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(draws, damaged);
        for (String command : List.of("report", "resume")) {
            assertEquals(1, console.execute(command, run.toString(), "-q"), console.err());
            assertTrue(
                    console.err().contains("draws.npz is damaged")
                            && console.err().contains("Delete it and run the same command again"),
                    console.err());
        }
        Files.delete(draws);
        assertEquals(0, console.execute("resume", run.toString(), "-q"), console.err());
        assertArrayEquals(whole, Files.readAllBytes(draws));
        assertArrayEquals(metrics, Files.readAllBytes(run.resolve("metrics.jsonl")));
    }

    @Test
    void aTableOfReplicatesIsPrintedBesideWhatWasPublished() throws IOException {
        Files.writeString(file, """
            sampler { name = test-location, iterations = 5 }
            metrics = [ mmd ]
            grid { rows { flat { target { name = normal, dimension = 1 } }, mixed { target = mog2 } }
                   columns { slow { sampler.rate = 0.01 }, fast { sampler.rate = 0.5 } } }
            compare {
              name = "A paper, Table 1", metric = mmd, note = "Kernel not stated."
              values { mixed { fast { drawn = [1.25e-3, 2.5e-4] } } }
            }
            run { draws = 100, replicates = 2, floor-repeats = 2 }
            """);
        Path run = run();
        assertEquals(
                2 * 2 * 2 * 2,
                Files.readAllLines(run.resolve("metrics.jsonl")).size(),
                "mmd and the share outside the support");
        assertTrue(Files.exists(run.resolve("mixed/fast/2/draws.npz")));
        String report = Files.readString(run.resolve("report.html"));
        assertTrue(
                report.contains("Of 2 replicates, the first is shown.") && report.contains("Pale: every iteration."));
        String line = console.out()
                .lines()
                .filter(l -> l.startsWith("mixed") && l.contains("fast"))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("1.25e-03 ± 2.50e-04"), line);
        assertTrue(console.out().contains("Published: A paper, Table 1. Kernel not stated."), console.out());
        run("compare.metric=mdm");
        assertTrue(
                console.out()
                        .contains("compare.metric is 'mdm', but no measurement has this name, so no published numbers"
                                + " are shown. Did you mean 'mmd'?"),
                console.out());
        assertEquals(
                2,
                console.execute(
                        "draw",
                        run.toString(),
                        "-n",
                        "5",
                        "-o",
                        folder.resolve("d.csv").toString()));
        assertTrue(console.err().contains("--part, one of flat/"), console.err());
        assertEquals(
                0,
                console.execute(
                        "draw",
                        run.toString(),
                        "-n",
                        "5",
                        "-o",
                        folder.resolve("d.csv").toString(),
                        "--part",
                        "flat/fast/2"),
                console.err());
    }

    @Test
    void chainsStandInForExactDraws() throws IOException {
        Path data = DataFolder.file("heart.csv").getParent();
        Path run = run(
                "target=heart",
                "metrics=[mmd]",
                "run.reference.chains=1800",
                "run.reference.corrector={name=hmc, steps=5}",
                "--data",
                data.toString());
        assertTrue(console.out().contains("Measured against: MCMC reference."), console.out());
        assertTrue(console.out().contains("on 3 pairs of independent sets of 300 draws"), console.out());
        try (Stream<Path> files = Files.list(run.resolve("reference"))) {
            Path chains = files.findFirst().orElseThrow();
            byte[] states = Files.readAllBytes(chains);
            assertArrayEquals(
                    new int[] {1800, 14},
                    StateFile.read(chains).tensor("states").shape());
            Files.writeString(chains, "damaged");
            Files.delete(run.resolve("metrics.jsonl"));
            assertEquals(0, console.execute("resume", run.toString(), "-q", "--data", data.toString()), console.err());
            assertArrayEquals(states, Files.readAllBytes(chains), "computed again");
        }
    }

    @Test
    void tooFewDrawsForAMetricAreRefusedBeforeTheTraining() {
        assertEquals(
                2,
                console.execute(
                        "run",
                        file.toString(),
                        "run.draws=100",
                        "metrics=[ksd, { name = blocks, metric = ksd, size = 200 }]"));
        assertTrue(
                console.err().contains("run.draws: is 100, and metric 'blocks' measures no fewer than 200 draws"),
                console.err());
        assertFalse(console.err().contains("training"), console.err());
    }

    /** One set of 300 draws and no pair; and two where three are asked for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | There will be no floor, as it needs 2 pairs or more. | run.draws = 83 or fewer, or"
                        + " run.floor-repeats = 0 for no floor.",
                "1500 | The floor will be of 2 pairs. | run.draws = 250 or fewer, or run.floor-repeats = 2."
            })
    void tooFewChainsForTheFloorAreSaid(int chains, String what, String instead) throws IOException {
        Path data = DataFolder.file("heart.csv").getParent();
        run(
                "target=heart",
                "metrics=[mmd]",
                "run.floor-repeats=3",
                "run.reference.chains=" + chains,
                "run.reference.corrector={name=hmc, steps=1}",
                "--data",
                data.toString());
        assertTrue(
                console.err()
                        .contains("WARN: run.reference.chains = " + chains
                                + " is too few for the floor, which measures run.floor-repeats = 3 pairs of sets of"
                                + " run.draws = 300 chains, 2 x 300 x"
                                + " 3 = 1800"
                                + " in all."
                                + " " + what + " Set run.reference.chains = 1800, or "
                                + instead),
                console.err());
    }

    @Test
    void anEditedExperimentIsNotTheOneThatWasBegun() throws IOException {
        Path run = run();
        Path saved = run.resolve("experiment.conf");
        String text = Files.readString(saved);
        Files.writeString(saved, text.replace("draws=300", "draws=200"));
        for (String command : List.of("resume", "report", "evaluate")) {
            assertEquals(2, console.execute(command, run.toString()), command);
            assertTrue(console.err().contains("is not the experiment that was started there"), console.err());
        }
        Files.writeString(saved, "title=\"Another name\"\n" + text.replaceFirst("title=.*", ""));
        assertEquals(0, console.execute("report", run.toString()), console.err());
    }
}
