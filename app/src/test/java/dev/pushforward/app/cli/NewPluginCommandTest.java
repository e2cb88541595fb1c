package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.run.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it writes is built and used by the integration test. */
class NewPluginCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private int execute(Path project, String name) {
        return Main.execute(new String[] {"new-plugin", project.toString(), "--name", name}, new PrintWriter(new StringWriter()), new PrintWriter(err), new StopSignal());
    }

    @Test
    void everyPlaceholderIsFilled() throws IOException {
        assertEquals(0, execute(folder.resolve("p"), "my-ring2"), err.toString());
        Path target = folder.resolve("p/src/main/java/org/example/myring2/MyRing2.java");
        assertTrue(Files.readString(target).contains("public record MyRing2(double radius)"));
        try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file).matches("(?s).*@(name|Name|package|version)@.*"), file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Ring", "ring-2", "a--b", "", "-a", "int", "my-class", "../x", "r\u00efng"})
    void aNameThatMakesNoModuleIsRefused(String name) {
        assertEquals(2, execute(folder.resolve("p"), name));
        assertTrue(err.toString().contains("such as my-target"), err.toString());
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @Test
    void aNameThatTheProgramHasIsRefused() {
        assertEquals(2, execute(folder.resolve("p"), "banana"));
        assertTrue(err.toString().contains("'banana' is that of one of Pushforward's own targets"), err.toString());
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Path there = Files.writeString(folder.resolve("mine.txt"), "mine");
        assertEquals(2, execute(folder, "ring"));
        assertTrue(err.toString().contains("is not empty"), err.toString());
        assertEquals(2, execute(there, "ring"));
        assertTrue(err.toString().contains("is a file"), err.toString());
        assertEquals("mine", Files.readString(there));
    }
}
