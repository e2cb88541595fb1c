package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.experiment.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    private Path root;
    private Path elsewhere;

    @BeforeEach
    void begin() throws IOException {
        root = Files.createDirectories(folder.resolve("run"));
        Files.createFile(root.resolve("mark"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    }

    private OutputFolder output() {
        return OutputFolder.of(root, "mark");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }

    @Test
    void foldersAreMadeOnTheWay() throws IOException {
        assertEquals(
                root.resolve("a/b/c/file"), output().under("a/b").under("c").toWrite("file"));
        assertTrue(Files.isDirectory(root.resolve("a/b/c")));
        assertEquals(root.resolve("file"), output().toWrite("file"));
    }

    @Test
    void linksAreRefusedAtEveryDepth() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a/b"), elsewhere);
        Files.createSymbolicLink(root.resolve("nowhere"), folder.resolve("not there"));
        for (String name : new String[] {"a/b", "a/b/c", "nowhere"}) {
            var e = assertThrows(
                    InputException.class, () -> output().under(name).toWrite("file"));
            assertTrue(
                    e.getMessage().contains(" is a link to ") && e.getMessage().contains("delete the link"),
                    e.getMessage());
            assertThrows(InputException.class, () -> output().under(name).refuseLinks());
        }
        assertTrue(isEmpty(elsewhere));
        assertFalse(Files.exists(folder.resolve("not there")));
    }

    /** The run's folder itself may be a link: whoever named it knows where it leads. */
    @Test
    void theFolderItselfMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        assertEquals(
                link.resolve("a/file"), OutputFolder.of(link, "mark").under("a").toWrite("file"));
        assertTrue(Files.isDirectory(root.resolve("a")));
    }

    @Test
    void aFolderThatIsGoneIsNotMadeAgain() throws IOException {
        Files.delete(root.resolve("mark"));
        assertThrows(IOException.class, () -> output().under("a").toWrite("file"));
        assertTrue(isEmpty(root));
        Files.delete(root);
        assertThrows(IOException.class, () -> output().toWrite("file"));
        assertFalse(Files.exists(root));
    }
}
