package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The launcher script, from and in folders whose names are not plain. */
@DisabledOnOs(OS.WINDOWS) // a shell script
class LauncherTest {
    private static final String LAUNCHER = Distribution.LAUNCHER.toString();
    private static final String EXPERIMENT = Distribution.HOME.resolve("experiments/double-well.conf").toString();

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
        assertTrue(outcome.out().lines().anyMatch(l -> l.startsWith("java ") && l.endsWith(Distribution.HOME.resolve("runtime").toString())), outcome.out());
    }

    /** A whole run, in an installation where nobody may write; for those who may write everywhere, nothing there has changed afterwards. */
    @Test
    void worksInAnInstallationThatIsReadOnly() throws IOException {
        List<String> before = installation();
        assertTrue(before.size() > 50, "the installation is " + before);
        chmod("a-w");
        try {
            Distribution.Outcome outcome = Distribution.run(folder, LAUNCHER, "run", EXPERIMENT, "-q", "sampler.iterations=20", "run.draws=100", "run.floor-repeats=2");
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
        assertEquals(0, Distribution.run(folder, "chmod", "-R", mode, Distribution.HOME.toString()).exit());
    }

    /** An installation of some modules works with what it has, and says which artifact provides what it lacks. */
    @Test
    void someModulesAreEnough() throws IOException {
        Path some = Files.createDirectories(folder.resolve("some/bin")).getParent();
        Files.copy(Distribution.LAUNCHER, some.resolve("bin/pushforward"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(some.resolve("runtime"), Distribution.HOME.resolve("runtime"));
        Path lib = Files.createDirectory(some.resolve("lib"));
        try (Stream<Path> jars = Files.list(Distribution.LIB)) {
            for (Path jar : (Iterable<Path>) jars.filter(j -> !j.getFileName().toString().startsWith("pushforward-correctors"))::iterator) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        String launcher = some.resolve("bin/pushforward").toString();
        Distribution.Outcome list = Distribution.run(folder, launcher, "list");
        assertEquals("", list.err());
        assertTrue(list.out().contains("double-well") && !list.out().contains("langevin"), list.out());
        Distribution.Outcome run = Distribution.run(folder, launcher, "run", EXPERIMENT, "--quiet");
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("corrector 'langevin'") && run.err().contains("pushforward-correctors"), run.err());
    }

    @Test
    void worksInAPlainLocale() {
        Distribution.Outcome outcome = Distribution.run(folder, "env", "LC_ALL=C", LAUNCHER, "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
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
