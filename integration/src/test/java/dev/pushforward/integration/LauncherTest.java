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
