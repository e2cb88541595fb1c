package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, from and in folders whose names are not plain. */
@DisabledOnOs(OS.WINDOWS) // a shell script
class LauncherTest {
    private static final String LAUNCHER = Distribution.LAUNCHER.toString();
    private static final String EXPERIMENT =
            Distribution.HOME.resolve("experiments/double-well.conf").toString();

    @TempDir
    private Path folder;

    @Test
    void listsWithoutAWordOfTheJvm() {
        Distribution.Outcome outcome = Distribution.run(folder, LAUNCHER, "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
        assertTrue(outcome.out().contains("double-well"), outcome.out());
    }

    @Test
    void worksThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("pf"), Distribution.LAUNCHER);
        Distribution.Outcome outcome = Distribution.run(folder, link.toString(), "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
    }

    /** Its own JVM, whatever else is installed. */
    @Test
    void bringsItsJava() {
        Distribution.Outcome outcome = Distribution.run(folder, LAUNCHER, "doctor");
        assertEquals("", outcome.err());
        assertTrue(
                outcome.out()
                        .lines()
                        .anyMatch(l -> l.startsWith("java ")
                                && l.endsWith(
                                        Distribution.HOME.resolve("runtime").toString())),
                outcome.out());
    }

    /**
     * A whole run, in an installation where nobody may write; for those who may write everywhere, nothing there has
     * changed afterwards.
     */
    @Test
    void worksInAnInstallationThatIsReadOnly() throws IOException {
        List<String> before = installation();
        assertTrue(before.size() > 50, "the installation is " + before);
        chmod("a-w");
        try {
            Distribution.Outcome outcome = Distribution.run(
                    folder,
                    LAUNCHER,
                    "run",
                    EXPERIMENT,
                    "-q",
                    "sampler.iterations=20",
                    "run.draws=100",
                    "run.floor-repeats=2");
            assertEquals(0, outcome.exit(), outcome.err());
        } finally {
            chmod("u+w");
        }
        assertEquals(before, installation());
    }

    private static List<String> installation() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.HOME)) {
            var all = new ArrayList<String>();
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return all;
        }
    }

    private void chmod(String mode) {
        assertEquals(
                0,
                Distribution.run(folder, "chmod", "-R", mode, Distribution.HOME.toString())
                        .exit());
    }

    /** An installation of some modules works with what it has, and says which artifact provides what it lacks. */
    @Test
    void someModulesAreEnough() throws IOException {
        Path some = Files.createDirectories(folder.resolve("some/bin")).getParent();
        for (String script : List.of("pushforward", "surroundings")) {
            Files.copy(
                    Distribution.HOME.resolve("bin").resolve(script),
                    some.resolve("bin").resolve(script),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createSymbolicLink(some.resolve("runtime"), Distribution.HOME.resolve("runtime"));
        Path lib = Files.createDirectory(some.resolve("lib"));
        try (Stream<Path> jars = Files.list(Distribution.LIB)) {
            for (Path jar : (Iterable<Path>)
                    jars.filter(j -> !j.getFileName().toString().startsWith("pushforward-correctors"))::iterator) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        String launcher = some.resolve("bin/pushforward").toString();
        Distribution.Outcome list = Distribution.run(folder, launcher, "list");
        assertEquals("", list.err());
        assertTrue(list.out().contains("double-well") && !list.out().contains("langevin"), list.out());
        Distribution.Outcome run = Distribution.run(folder, launcher, "run", EXPERIMENT, "--quiet");
        assertEquals(2, run.exit(), run.err());
        assertTrue(
                run.err().contains("corrector 'langevin'") && run.err().contains("pushforward-correctors"), run.err());
    }

    @Test
    void worksInAPlainLocale() {
        Distribution.Outcome outcome = Distribution.run(folder, "env", "LC_ALL=C", LAUNCHER, "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
    }

    private Distribution.Outcome shell(String script, String... arguments) {
        var command = new ArrayList<>(List.of("sh", "-c", script, "sh", LAUNCHER));
        command.addAll(List.of(arguments));
        return Distribution.run(folder, command.toArray(String[]::new));
    }

    /** A small run; what it was told besides. */
    private static final String SMALL =
            " run \"$2\" -q sampler.iterations=20 'sampler.hidden=[8]' 'sampler.score.hidden=[8]'"
                    + " sampler.noised-weight=0 run.draws=100 run.floor-repeats=2 run.checkpoint-every=5";

    /** A locale that is asked for over ssh, say, and is not installed: Java would take all names of files for ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"tr_TR.UTF-8", "C", "none.ISO8859-1"})
    void pathsMayHaveAnyLettersInAnyLocale(String locale) throws IOException {
        Path experiment = Files.copy(
                Path.of(EXPERIMENT),
                Files.createDirectory(folder.resolve("dossier à moi, 日本")).resolve("été.conf"));
        Distribution.Outcome outcome =
                shell("LC_ALL=" + locale + " \"$1\"" + SMALL + " --runs 'où'", experiment.toString());
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("Report: où/été-"), outcome.out());
        try (Stream<Path> runs = Files.list(folder.resolve("où"))) {
            assertTrue(runs.allMatch(run -> Files.exists(run.resolve("report.html"))));
        }
    }

    /** Java writes numbers in the digits of such a language, unless told not to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=hi -Duser.extensions=u-nu-deva",
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=tr"
            })
    void filesAreTheSameInAllLanguages(String language) throws IOException {
        String set = "export JDK_JAVA_OPTIONS='" + language + "'; ";
        Distribution.Outcome outcome = shell(set + "\"$1\"" + SMALL + " --runs there", EXPERIMENT);
        assertEquals(0, outcome.exit(), outcome.err());
        FinishedRun run = FinishedRun.only(folder.resolve("there"));
        assertEquals(
                List.of("0000000015.npz", "0000000020.npz"),
                run.checkpoints().stream()
                        .map(c -> c.getFileName().toString())
                        .sorted()
                        .toList());
        Files.delete(run.folder().resolve("metrics.jsonl"));
        assertEquals(0, shell("\"$1\"" + SMALL + " --runs there", EXPERIMENT).exit());
        assertEquals(0, shell("\"$1\"" + SMALL + " --runs here", EXPERIMENT).exit());
        FinishedRun.only(folder.resolve("here")).assertSameAs(run);
        for (String picture : List.of("plots/marginals.png", "plots/training.png", "plots/plane.png")) {
            assertArrayEquals(
                    Files.readAllBytes(
                            FinishedRun.only(folder.resolve("here")).folder().resolve(picture)),
                    Files.readAllBytes(run.folder().resolve(picture)),
                    picture);
        }
    }

    @ParameterizedTest
    @CsvSource({"<&-, true", ">&-, false", "2>&-, true", "<&- >&- 2>&-, false"})
    void runsWithStreamsThatAreClosed(String closed, boolean printed) throws IOException {
        Distribution.Outcome outcome = shell("\"$1\"" + SMALL + " " + closed, EXPERIMENT);
        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals("", outcome.err());
        assertEquals(printed, outcome.out().contains("Trained for "), outcome.out());
        assertTrue(
                Files.exists(FinishedRun.only(folder.resolve("runs")).folder().resolve("report.html")));
    }

    @Test
    void resultsThatCannotBePrintedAreAFailure() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Distribution.Outcome outcome = shell("\"$1\" list >/dev/full");
        assertEquals(1, outcome.exit(), outcome.err());
        assertTrue(
                outcome.err().startsWith("pushforward: cannot write to standard output: No space left on device"),
                outcome.err());
        assertEquals(2, shell("\"$1\" describe nothing >/dev/full").exit(), "a command that fails keeps its code");
    }

    /** As of any program whose reader had enough: no message, and the code of one that SIGPIPE ended. */
    @Test
    void aReaderThatHadEnoughIsNotShoutedAt() {
        Distribution.Outcome outcome = shell("{ \"$1\" list; echo \"exit $?\" >&2; } | true");
        assertEquals("exit 141\n", outcome.err());
    }

    @Test
    void saysWhatIsWrongAndExitsWith2() {
        Distribution.Outcome outcome = Distribution.run(folder, LAUNCHER, "describe", "duoble-well");
        assertEquals(2, outcome.exit());
        assertTrue(outcome.err().contains("double-well"), outcome.err()); // the nearest name
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertFalse(outcome.err().contains("WARNING"), outcome.err());
    }

    @Test
    void exitsWith2WhereTheFileIsMissing() {
        Distribution.Outcome outcome = Distribution.run(folder, LAUNCHER, "run", "été.conf");
        assertEquals(2, outcome.exit());
        assertTrue(outcome.err().contains("été.conf"), outcome.err());
    }
}
