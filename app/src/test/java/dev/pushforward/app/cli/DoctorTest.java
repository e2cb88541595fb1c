package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} finds beside plugins. */
class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void tellsOfAMissingDataFolderAndOfAPluginThatCannotBeLoaded() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path jar = Files.createFile(plugins.resolve("a.jar"));
        Path data = folder.resolve("none");
        var console = new Console(folder.resolve("runs"));
        assertEquals(1, console.execute("doctor", "--data", data.toString(), "--plugins", plugins.toString()));
        assertTrue(console.out().contains("WRONG: data: the folder " + data + " does not exist"), console.out());
        assertTrue(console.out().contains("WRONG: " + jar.getParent()), console.out());
        assertTrue(
                console.out().contains("reference chains of runs are kept in ")
                        && console.out().contains(" MiB of at most 1024; the folder may be deleted"),
                console.out());
        assertTrue(console.out().contains("float32 computes"), console.out());
        assertTrue(console.out().contains("float64 computes"), console.out());
    }
}
