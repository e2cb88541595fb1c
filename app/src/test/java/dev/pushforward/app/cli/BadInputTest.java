package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a user gives: an exit code, a message that says what and where, no stack trace, and no run that was begun in
 * vain.
 */
class BadInputTest extends OnExperiment {
    BadInputTest() {
        super("""
            target { name = normal }
            sampler { name = test-location, iterations = 100 }
            metrics = [ mmd ]
            run { draws = 100, checkpoint-every = 10, floor-repeats = 2 }
            """);
    }

    /** Runs the experiment with overrides and looks for texts in the message. */
    private void ends(int code, List<String> overrides, String... texts) {
        var arguments = Stream.concat(Stream.of("run", file.toString(), "-q"), overrides.stream())
                .toArray(String[]::new);
        assertEquals(code, console.execute(arguments), console.err());
        for (String text : texts) {
            assertTrue(console.err().contains(text), "'" + text + "' in\n" + console.err());
        }
        assertFalse(console.err().contains("\tat "), console.err());
    }

    /** The same, and nothing was begun. */
    private void refused(List<String> overrides, String... texts) {
        ends(2, overrides, texts);
        assertFalse(Files.exists(folder.resolve("runs")), "nothing was begun");
    }

    @Test
    void unknownComponent() {
        refused(
                List.of("target.name=nromal"),
                "target.name: there is no target 'nromal'. Did you mean 'normal'?",
                "override target.name=nromal");
    }

    @Test
    void unknownSetting() {
        refused(List.of("sampler.iteratoins=3"), "sampler.iteratoins: unknown setting. Did you mean 'iterations'?");
        refused(List.of("smapler.iterations=3"), "smapler: unknown key. Did you mean 'sampler'?");
    }

    @Test
    void wrongTypeOutOfRangeNotFinite() {
        refused(List.of("sampler.iterations=many"), "sampler.iterations: is many: must be a whole number");
        refused(List.of("sampler.rate=-1"), "sampler.rate: is -1: must be above 0");
        refused(List.of("sampler.rate=NaN"), "sampler.rate: is NaN: must be finite");
        refused(List.of("sampler.rate=Infinity"), "sampler.rate: is Infinity: must be finite");
        refused(List.of("run.precision=float16"), "must be one of float32, float64. Did you mean");
        refused(List.of("run.draws=0", "run.seed=x", "sampler.rate=[1]"), "3 errors");
    }

    @Test
    void measuringInTheCourseOfTrainingWithoutMetrics() {
        refused(
                List.of("metrics=[]", "run.measure-every=10"),
                "run.measure-every: is 10, but there is nothing to measure: add metrics");
    }

    @Test
    void coordinatesOfPictures() {
        String two = "must be two different numbers of at least 1";
        for (String pair : List.of("[]", "[1]", "[1,1]", "[2,1,2]")) {
            refused(
                    List.of("target.dimension=2", "run.plot-coordinates=" + pair),
                    "run.plot-coordinates: is " + pair.replace(",", ", ") + ": " + two);
        }
        refused(List.of("run.plot-coordinates=[0,1]"), "run.plot-coordinates");
        refused(
                List.of("target.dimension=2", "run.plot-coordinates=[1,3]"),
                "run.plot-coordinates: is [1, 3]: target 'normal' has coordinates 1 to 2");
        refused(List.of("run.plot-marginals=[0]"), "run.plot-marginals");
        refused(
                List.of("target.dimension=2", "run.plot-marginals=[2,2]"),
                "run.plot-marginals: is [2, 2]: must be different numbers, 60 at most");
        refused(
                List.of("target.dimension=2", "run.plot-marginals=[3]"),
                "run.plot-marginals: is [3]: target 'normal' has coordinates 1 to 2");
        ends(0, List.of("target.dimension=3", "run.plot-coordinates=[3,1]"));
        ends(0, List.of("target.dimension=1"));
    }

    @Test
    void aPresetThatIsNoObject() throws IOException {
        Files.writeString(file, Files.readString(file) + "presets { quick = 3 }\n");
        refused(
                List.of("--preset", "quick"),
                "test.conf: 5: presets.quick must be an object { ... } of what it replaces");
    }

    @Test
    void missingExperimentFile() {
        assertEquals(2, console.execute("run", folder.resolve("tset.conf").toString()));
        assertTrue(
                console.err().contains("there is no file") && console.err().contains("Did you mean 'test.conf'?"),
                console.err());
        assertEquals(2, console.execute("run", folder.toString()));
        assertTrue(console.err().contains("is a folder"), console.err());
    }

    @Test
    void missingDataFile() {
        refused(
                List.of("target=test-table", "--data", folder.toString()),
                "target 'test-table': the data file table.csv is missing in " + folder,
                "--data DIR");
        refused(
                List.of(
                        "target=heart",
                        "metrics=[ksd]",
                        "--data",
                        folder.resolve("no").toString()),
                "does not exist",
                "PUSHFORWARD_DATA");
    }

    @Test
    void malformedHocon() throws IOException {
        Files.writeString(file, "target { name = normal }\nsampler { name = [ }\n");
        refused(List.of(), "test.conf:2:20: ");
        Files.write(file, new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});
        refused(List.of(), "is not a text in UTF-8");
    }

    @Test
    void componentsThatDoNotFit() {
        refused(
                List.of("target=test-draws-only", "metrics=[ksd, mode-weights]", "corrector=mala"),
                "metrics[0]: metric 'ksd' needs a density",
                "metrics[1]: metric 'mode-weights' needs modes",
                "corrector: needs a density");
    }

    @Test
    void aSamplerThatNeedsADensity() {
        assertEquals(2, console.execute("run", file.toString(), "-q", "target=test-draws-only"));
        assertTrue(
                console.err().contains("sampler 'test-location' on target 'test-draws-only': needs a density"),
                console.err());
    }

    @Test
    void aTargetThatGivesNanIsNamedWithIterationAndRowAndTheCheckpointStays() throws IOException {
        ends(
                2,
                List.of("target=test-broken", "metrics=[]", "sampler.rate=0.01"),
                "sampler 'test-location' on target 'test-broken': iteration ",
                "the log density of",
                "is NaN at row ",
                "x = [");
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            assertTrue(
                    files.anyMatch(f -> f.toString().matches(".*checkpoints/00000000\\d0\\.npz")),
                    "the last good checkpoint stays");
        }
    }

    @Test
    void aStepSoLargeThatNumbersRunAway() {
        ends(
                2,
                List.of("sampler.rate=1e300"),
                "sampler 'test-location' on target 'normal': iteration ",
                "lower the learning rate or step size");
    }

    @Test
    void whatCannotFitIntoMemoryIsRefusedBeforeTheTraining() {
        refused(
                List.of("target.dimension=1000000", "run.draws=10000000"),
                "run.draws: is 10000000, which needs 74505.8 GiB, but only ");
    }

    @Test
    void aNetworkThatDoesNotFitIntoMemory() {
        String hidden = "[" + "65536,".repeat(100) + "65536]"; // 1.7 TB
        ends(
                2,
                List.of("sampler={name=fis,hidden=" + hidden + "}"),
                "this does not fit into memory",
                "narrower networks",
                "-Xmx8g");
    }

    @Test
    void aTargetOfTheWrongShapeIsNamed() {
        ends(
                1,
                List.of("target={name=test-broken,fault=shape}", "metrics=[]", "sampler.rate=0.01"),
                "iteration ",
                "has shape [100, 1]",
                "must be [100]");
    }

    @Test
    void aTargetThatThrowsIsNamed() {
        ends(
                1,
                List.of("target={name=test-broken,fault=exception}", "metrics=[]", "sampler.rate=0.01"),
                "on target 'test-broken': iteration ",
                ": java.lang.IllegalStateException: the simulator has crashed");
        ends(
                1,
                List.of(
                        "target={name=test-broken,fault=exception}",
                        "metrics=[]",
                        "sampler.iterations=1",
                        "corrector={name=langevin,steps=50,step-size=0.1}"),
                "corrector 'langevin' on target 'test-broken': java.lang.IllegalStateException: the simulator has"
                        + " crashed");
    }

    @Test
    void debugShowsTheStackTrace() {
        assertEquals(
                2,
                console.execute(
                        "run",
                        file.toString(),
                        "-q",
                        "target=test-broken",
                        "metrics=[]",
                        "sampler.rate=0.01",
                        "--debug"));
        assertTrue(console.err().contains("\tat dev.pushforward"), console.err());
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        Path taken = folder.resolve("taken");
        Files.writeString(taken, "a file");
        console = new Console(taken.resolve("runs"));
        assertEquals(1, console.execute("run", file.toString(), "-q"));
        assertTrue(console.err().contains("cannot write"), console.err());
        assertEquals("a file", Files.readString(taken));
    }

    @Test
    void badUsage() {
        assertEquals(2, console.execute("rnu", file.toString()));
        assertTrue(console.err().contains("there is no command 'rnu'. Did you mean 'run'?"), console.err());
        assertEquals(2, console.execute("run"));
        assertEquals(2, console.execute("run", file.toString(), "--threads", "many"));
        assertEquals(2, console.execute("run", file.toString(), "--threads", "-1"));
    }
}
