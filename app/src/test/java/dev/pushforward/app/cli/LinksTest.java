package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Run folders from somebody else, in which links lead elsewhere: no command writes there. */
@DisabledOnOs(OS.WINDOWS) // where links need a privilege
class LinksTest extends OnExperiment {
    private Path run;
    private Path elsewhere;

    LinksTest() {
        super("""
            target { name = normal, dimension = 2 }
            sampler { name = test-location, iterations = 20 }
            metrics = [ mmd ]
            run { draws = 100, checkpoint-every = 5, floor-repeats = 2 }
            """);
    }

    @BeforeEach
    void run() throws IOException {
        assertEquals(0, console.execute("run", file.toString(), "-q"), console.err());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.findFirst().orElseThrow();
        }
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept"), "kept");
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** A link in the place of something in the run's folder, which is then not done. */
    private Path linked(String name, Path to) throws IOException {
        delete(run.resolve(name));
        Files.deleteIfExists(run.resolve("metrics.jsonl"));
        return Files.createSymbolicLink(run.resolve(name), to);
    }

    private void nothingIsElsewhere() throws IOException {
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertEquals(List.of(elsewhere.resolve("kept")), files.toList());
        }
        assertEquals("kept", Files.readString(elsewhere.resolve("kept")));
    }

    @ParameterizedTest
    @CsvSource({"plots, resume", "checkpoints, resume", "plots, report", ".lock, resume"})
    void aLinkInAFoldersPlaceIsRefused(String name, String command) throws IOException {
        byte[] draws = Files.readAllBytes(run.resolve("draws.npz"));
        if (command.equals("report")) { // of a run that is done, and so has pictures
            delete(run.resolve(name));
            Files.createSymbolicLink(run.resolve(name), elsewhere);
        } else {
            linked(name, elsewhere);
        }
        assertEquals(2, console.execute(command, run.toString(), "-q"), console.err());
        assertTrue(console.err().contains(run.resolve(name) + " is a link to " + elsewhere), console.err());
        nothingIsElsewhere();
        assertArrayEquals(draws, Files.readAllBytes(run.resolve("draws.npz")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draws.npz",
                "costs.json",
                "report.html",
                "measurements.csv",
                "provenance.json",
                "plots/marginals.png",
                "experiment.conf"
            })
    void aLinkInAFilesPlaceIsReplaced(String name) throws IOException {
        linked(name, elsewhere.resolve("kept"));
        assertEquals(0, console.execute("run", file.toString(), "-q"), console.err());
        assertFalse(Files.isSymbolicLink(run.resolve(name)), name);
        nothingIsElsewhere();
    }

    @Test
    void aLockThatLeadsToAFileThatIsNotThereMakesNone() throws IOException {
        linked(".lock", elsewhere.resolve("made"));
        assertEquals(2, console.execute("resume", run.toString(), "-q"), console.err());
        assertTrue(console.err().contains(".lock is a link to "), console.err());
        nothingIsElsewhere();
    }

    @Test
    void thePartOfARunMayBeNoLink() throws IOException {
        assertEquals(0, console.execute("run", file.toString(), "-q", "run.replicates=2"), console.err());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.filter(r -> !r.equals(run)).findFirst().orElseThrow();
        }
        linked("2", elsewhere);
        assertEquals(2, console.execute("resume", run.toString(), "-q"), console.err());
        assertTrue(console.err().contains(run.resolve("2") + " is a link to "), console.err());
        nothingIsElsewhere();
    }

    @Test
    void aSweepsPicturesStayInItsFolder() throws IOException {
        String[] sweep = {"run", file.toString(), "-q", "--sweep", "run.seed=1,2"};
        assertEquals(0, console.execute(sweep), console.err());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.filter(r -> r.getFileName().toString().contains("-sweep-"))
                    .findFirst()
                    .orElseThrow();
        }
        linked("plots", elsewhere);
        assertEquals(2, console.execute(sweep), console.err());
        assertTrue(console.err().contains(run.resolve("plots") + " is a link to "), console.err());
        nothingIsElsewhere();
    }

    /** The folder of runs, and the run's, are those that the user names: where they lead is where results belong. */
    @Test
    void theUsersOwnLinksAreFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        Files.delete(run.resolve("metrics.jsonl"));
        assertEquals(0, console.execute("resume", link.toString(), "-q"), console.err());
        assertTrue(Files.exists(run.resolve("metrics.jsonl")));
        Path runs = Files.createSymbolicLink(folder.resolve("more"), Files.createDirectories(folder.resolve("disk")));
        console = new Console(runs);
        assertEquals(0, console.execute("run", file.toString(), "-q"), console.err());
        assertTrue(
                Files.exists(folder.resolve("disk").resolve(run.getFileName()).resolve("report.html")));
    }
}
