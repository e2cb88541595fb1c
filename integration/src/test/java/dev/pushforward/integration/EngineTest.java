package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that starts Java with the Vector API, without it, or asks for ND4J, computes in both precisions by the kernels that are then there. */
class EngineTest {
    private static final String PROGRAM = """
            import dev.pushforward.core.tensor.DType;
            import dev.pushforward.core.tensor.Engine;
            import dev.pushforward.core.tensor.Tensor;

            class Program {
                public static void main(String[] arguments) {
                    for (DType dtype : DType.values()) {
                        Tensor two = Tensor.full(dtype, 2, 3, 3);
                        System.out.println(Engine.of(dtype) + ": " + two.matmul(two).sum().item());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private List<String> run(String... flags) throws IOException {
        Files.writeString(folder.resolve("Program.java"), PROGRAM);
        Files.writeString(folder.resolve("logback.xml"), "<configuration><root level='ERROR'/></configuration>");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.of(
                Stream.of(java, "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dlogback.configurationFile=logback.xml"),
                Stream.of(flags), Stream.of("-cp", Distribution.LIB + "/*", "Program.java")).flatMap(s -> s).toArray(String[]::new);
        Distribution.Outcome outcome = Distribution.run(folder, command);
        assertEquals(0, outcome.exit(), outcome.err());
        return outcome.out().lines().toList();
    }

    private static void assertServed(String first, String second, List<String> lines) {
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches(first + " and OpenBLAS \\(\\w+\\): 108\\.0"), lines::toString);
        assertTrue(lines.get(1).matches(second + " and OpenBLAS \\(\\w+\\): 108\\.0"), lines::toString);
    }

    @Test
    void withTheVectorApi() throws IOException {
        assertServed("Vector API \\(\\d+ bits\\)", "Java's loops", run("--add-modules", "jdk.incubator.vector"));
    }

    @Test
    void withoutIt() throws IOException {
        assertServed("ND4J \\(CpuBackend\\)", "ND4J \\(CpuBackend\\)", run());
    }

    @Test
    void withNd4jAskedFor() throws IOException {
        assertServed("ND4J \\(CpuBackend\\)", "ND4J \\(CpuBackend\\)", run("--add-modules", "jdk.incubator.vector", "-Dpushforward.kernels=nd4j"));
    }
}
