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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it writes is built and used by the integration test. */
class NewPluginCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private final StringWriter out = new StringWriter();

    private int execute(Path project, String name) {
        return execute(project, name, "target");
    }

    private int execute(Path project, String name, String kind) {
        return Main.execute(
                new String[] {"new-plugin", project.toString(), "--name", name, "--kind", kind},
                new PrintWriter(out),
                new PrintWriter(err),
                new StopSignal());
    }

    @ParameterizedTest
    @CsvSource({
        "target, TargetFactory",
        "metric, MetricFactory",
        "corrector, CorrectorFactory",
        "sampler, ImplicitSamplerFactory",
        "space, SpaceFactory"
    })
    void everyPlaceholderIsFilled(String kind, String service) throws IOException {
        assertEquals(0, execute(folder.resolve("p"), "my-own2", kind), err.toString());
        Path component = folder.resolve("p/src/main/java/org/example/myown2/MyOwn2.java");
        assertTrue(Files.readString(component).contains("public record MyOwn2("), component.toString());
        assertTrue(Files.readString(folder.resolve("p/src/main/java/module-info.java"))
                .contains("provides dev.pushforward.core.spi." + service
                        + " with org.example.myown2.internal.MyOwn2Factory;"));
        assertTrue(Files.exists(
                folder.resolve("p/src/main/resources/META-INF/services/dev.pushforward.core.spi." + service)));
        try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertFalse(
                        Files.readString(file).matches("(?s).*@(name|Name|package|version|kind|Service|install)@.*"),
                        file.toString());
                assertFalse(Files.readString(file).matches("(?si).*\\bring\\b.*"), file + " speaks of a ring");
            }
        }
    }

    /** Whoever wrote a project can build it by what the command prints. */
    @Test
    void saysHowToBuildIt() {
        assertEquals(0, execute(folder.resolve("p"), "my-own"), err.toString());
        assertTrue(
                out.toString().contains("mvn -q -Dmaven.test.skip -pl bom,testkit,third-party/nd4j-cpu -am install"),
                out.toString());
        assertTrue(
                out.toString().contains("pushforward describe my-own --plugins " + folder.resolve("p/target")),
                out.toString());
    }

    @Test
    void anotherKindIsRefused() {
        assertEquals(2, execute(folder.resolve("p"), "my-own", "network"));
        assertTrue(err.toString().contains("target, metric, corrector, sampler, space"), err.toString());
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Ring", "ring-2", "a--b", "", "-a", "int", "my-class", "../x", "r\u00efng"})
    void aNameThatMakesNoModuleIsRefused(String name) {
        assertEquals(2, execute(folder.resolve("p"), name));
        assertTrue(err.toString().contains("An example is my-target"), err.toString());
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @Test
    void aNameThatTheProgramHasIsRefused() {
        assertEquals(2, execute(folder.resolve("p"), "banana"));
        assertTrue(err.toString().contains("'banana' belongs to one of Pushforward's own targets"), err.toString());
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
