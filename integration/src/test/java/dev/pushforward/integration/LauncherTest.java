package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, from and in folders whose names are not plain. */
@DisabledOnOs(OS.WINDOWS) // a shell script
class LauncherTest {
    @TempDir
    private static Path temporary;

    private static Path folder;
    private static String launcher;

    @BeforeAll
    static void install() throws IOException {
        folder = Files.createDirectory(temporary.resolve("mes données, été"));
        Path installed = folder.resolve("a copy of Pushforward");
        try (Stream<Path> files = Files.walk(Distribution.HOME)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = installed.resolve(Distribution.HOME.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        launcher = installed.resolve("bin/pushforward").toString();
    }

    @Test
    void listsWithoutAWordOfTheJvm() {
        Distribution.Outcome outcome = Distribution.run(folder, launcher, "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
        assertTrue(outcome.out().contains("double-well"), outcome.out());
    }

    @Test
    void worksThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("pf"), Path.of(launcher));
        Distribution.Outcome outcome = Distribution.run(folder, link.toString(), "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
    }

    /** An installation of some modules works with what it has, and says which artifact provides what it lacks. */
    @Test
    void someModulesAreEnough() throws IOException {
        Path lib = folder.resolve("a copy of Pushforward/lib");
        Path jar;
        try (Stream<Path> jars = Files.list(lib)) {
            jar = jars.filter(j -> j.getFileName().toString().startsWith("pushforward-correctors")).findFirst().orElseThrow();
        }
        Path aside = Files.move(jar, folder.resolve("aside.jar"));
        try {
            Distribution.Outcome list = Distribution.run(folder, launcher, "list");
            assertEquals("", list.err());
            assertTrue(list.out().contains("double-well") && !list.out().contains("langevin"), list.out());
            Distribution.Outcome run = Distribution.run(folder, launcher, "run", folder.resolve("a copy of Pushforward/experiments/double-well.conf").toString(), "--quiet");
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("corrector 'langevin'") && run.err().contains("pushforward-correctors"), run.err());
        } finally {
            Files.move(aside, jar);
        }
    }

    @Test
    void worksInAPlainLocale() {
        Distribution.Outcome outcome = Distribution.run(folder, "env", "LC_ALL=C", launcher, "list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
    }

    @Test
    void saysWhatIsWrongAndExitsWith2() {
        Distribution.Outcome outcome = Distribution.run(folder, launcher, "describe", "duoble-well");
        assertEquals(2, outcome.exit());
        assertTrue(outcome.err().contains("double-well"), outcome.err()); // the nearest name
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertFalse(outcome.err().contains("WARNING"), outcome.err());
    }

    @Test
    void exitsWith2WhereTheFileIsMissing() {
        Distribution.Outcome outcome = Distribution.run(folder, launcher, "run", "été.conf");
        assertEquals(2, outcome.exit());
        assertTrue(outcome.err().contains("été.conf"), outcome.err());
    }
}
