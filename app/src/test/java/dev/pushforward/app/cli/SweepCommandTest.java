package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sweeps: every run is the one that its settings give alone; failures are contained; the same command goes on. */
class SweepCommandTest extends OnExperiment {
    SweepCommandTest() {
        super("""
            title = "A test"
            target { name = normal, dimension = 2 }
            sampler { name = test-location, iterations = 40 }
            corrector { name = mala, steps = 3 }
            metrics = [ mmd ]
            run { seed = 5, draws = 100, checkpoint-every = 10, floor-repeats = 3 }
            """);
    }

    private int sweep(String... arguments) {
        return console.execute(Stream.concat(Stream.of("run", file.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private List<Path> folders(String pattern) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("runs"))) {
            return all.filter(p -> p.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void runsAreThoseOfTheirSettingsAloneWhateverTheJobs() throws IOException {
        assertEquals(0, sweep("--sweep", "sampler.rate=0.1,0.3", "run.seed=1..2", "--jobs", "2"), console.err());
        assertEquals(4, folders("test-[0-9a-f]{8}").size());
        String out = console.out();
        assertTrue(out.lines().anyMatch(l -> l.matches("0\\.3 +2 +done +1 of 1 +test-[0-9a-f]{8}")), out);
        assertTrue(
                out.lines()
                        .anyMatch(
                                l -> l.matches("0\\.1 +mmd \\[1\\] +lower .* 2 +[0-9.]+ s +0 / 4,000 +5,400 / 5,400")),
                "two trainings of each rate\n" + out);
        Path sweep = folders("test-sweep-[0-9a-f]{8}").getFirst();
        String page = Files.readString(sweep.resolve("report.html"));
        assertTrue(page.contains("4 runs, 4 of them done") && page.contains("data:image/png"), page);
        assertTrue(Files.readString(sweep.resolve("sweep.json")).contains("\"state\" : \"done\""));
        var alone = new Console(folder.resolve("alone"));
        assertEquals(0, alone.execute("run", file.toString(), "-q", "sampler.rate=0.3", "run.seed=2"), alone.err());
        try (Stream<Path> runs = Files.list(folder.resolve("alone"))) {
            Path one = runs.findFirst().orElseThrow();
            Path same = folder.resolve("runs").resolve(one.getFileName());
            for (String name : List.of("draws.npz", "metrics.jsonl")) {
                assertArrayEquals(Files.readAllBytes(one.resolve(name)), Files.readAllBytes(same.resolve(name)), name);
            }
        }
    }

    @Test
    void theSameCommandGoesOnWithWhatIsLeft() throws IOException {
        assertEquals(0, sweep("--sweep", "run.seed=1,2"), console.err());
        Path kept = folders("test-[0-9a-f]{8}").getFirst().resolve("draws.npz");
        var written = Files.getLastModifiedTime(kept);
        // as if it had been killed before its end
        Files.delete(folders("test-[0-9a-f]{8}").getLast().resolve("metrics.jsonl"));
        assertEquals(0, sweep("--sweep", "run.seed=1,2"), console.err());
        assertEquals(written, Files.getLastModifiedTime(kept), "what is done is not done again");
        assertTrue(Files.exists(folders("test-[0-9a-f]{8}").getLast().resolve("metrics.jsonl")));
    }

    @Test
    void aSweepTakenForARunIsNamedWithWhatGoesOnWithIt() throws IOException {
        assertEquals(0, sweep("--sweep", "sampler.rate=0.1,0.3", "run.seed=1..2"), console.err());
        Path sweep = folders("test-sweep-[0-9a-f]{8}").getFirst();
        for (String command : List.of("report", "resume")) {
            assertEquals(2, console.execute(command, sweep.getFileName().toString()));
            assertTrue(
                    console.err().contains("is the folder of a sweep")
                            && console.err().contains("--sweep sampler.rate=0.1,0.3 run.seed=1,2`"),
                    console.err());
            assertEquals(
                    3,
                    folders("test-[0-9a-f]{8}").stream()
                            .filter(run ->
                                    console.err().contains(run.getFileName().toString()))
                            .count(),
                    console.err());
        }
        Files.delete(sweep.resolve("report.html"));
        assertEquals(0, sweep("--sweep", "sampler.rate=0.1,0.3", "run.seed=1,2"), console.err());
        assertTrue(Files.exists(sweep.resolve("report.html")), "as the message says");
    }

    @Test
    void aFailureStopsTheRestOrDoesNot() throws IOException {
        String[] axes = {"--sweep", "sampler.rate=1e300,0.1,0.2"};
        assertEquals(1, sweep(axes), console.err());
        assertTrue(console.err().contains("1 of 3 runs failed"), console.err());
        assertTrue(
                console.out()
                        .lines()
                        .anyMatch(l -> l.startsWith("1e300") && l.contains("failed") && l.contains("test-location")),
                console.out());
        assertEquals(
                2, console.out().lines().filter(l -> l.contains(" waiting ")).count(), console.out());
        assertEquals(
                1,
                sweep(Stream.concat(Stream.of(axes), Stream.of("--on-error", "continue"))
                        .toArray(String[]::new)));
        assertEquals(2, console.out().lines().filter(l -> l.contains(" done ")).count(), console.out());
        assertFalse(console.err().contains("\tat "), console.err());
    }

    @Test
    void everythingWrongIsSaidBeforeAnythingBegins() {
        assertEquals(2, sweep("--sweep", "sampler.rate=-1,0.1", "run.draws=0,10"));
        assertTrue(
                console.err().contains("sampler.rate: is -1") && console.err().contains("run.draws: is 0"),
                console.err());
        assertEquals(2, sweep("--sweep", "run.threads=1,2"));
        assertTrue(console.err().contains("run.threads=1 and run.threads=2 are the same run"), console.err());
        assertEquals(2, sweep("--sweep", "run.seed=2..1"));
        assertEquals(2, sweep("--jobs", "2"));
        assertTrue(console.err().contains("--jobs 2: applies to the runs of a --sweep"), console.err());
        assertEquals(2, sweep("--sweep", "run.seed=1,2", "--jobs", "0"));
        assertEquals(2, sweep("--sweep", "run.seed=1,2", "--on-error", "shout"));
        assertTrue(console.err().contains("[STOP, CONTINUE] (case-insensitive)"), console.err());
        assertFalse(Files.exists(folder.resolve("runs")), "nothing was begun");
    }
}
