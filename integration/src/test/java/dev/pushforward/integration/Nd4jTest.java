package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repacked ND4J computes, as modules and on the class path. */
class Nd4jTest {
    private static final String PROGRAM = """
        import org.nd4j.linalg.factory.Nd4j;

        class Program {
            public static void main(String[] arguments) {
                System.out.print(Nd4j.ones(3, 3).mmul(Nd4j.ones(3, 3)).sumNumber()
                        + " " + Nd4j.class.getModule().getName()
                        + " " + Nd4j.getBackend().getClass().getModule().getName());
            }
        }
        """;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("Program.java"), PROGRAM);
        // Or ND4J's greetings would stand before the result.
        Files.writeString(folder.resolve("logback.xml"), "<configuration><root level='ERROR'/></configuration>");
    }

    @Test
    void asModules() {
        Distribution.Outcome outcome = Distribution.run(
                folder,
                JAVA,
                NATIVE,
                UNSAFE,
                "-Dlogback.configurationFile=logback.xml",
                "-p",
                Distribution.LIB.toString(),
                "--add-modules",
                "dev.pushforward.nd4j.cpu",
                "Program.java");
        assertEquals("27.0 dev.pushforward.nd4j.api dev.pushforward.nd4j.cpu", outcome.out(), outcome.err());
    }

    @Test
    void onTheClassPath() {
        Distribution.Outcome outcome = Distribution.run(
                folder,
                JAVA,
                NATIVE,
                UNSAFE,
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                Distribution.LIB + "/*",
                "Program.java");
        assertEquals("27.0 null null", outcome.out(), outcome.err());
    }
}
