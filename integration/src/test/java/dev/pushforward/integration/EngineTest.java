package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that starts Java with the Vector API, without it, or asks for ND4J, computes in both precisions by the
 * kernels that are then there.
 */
class EngineTest {
    private static final String PROGRAM = """
        import dev.pushforward.tensor.DType;
        import dev.pushforward.tensor.Engine;
        import dev.pushforward.tensor.Tensor;

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

    /** Runs the program with these JARs of the distribution, as a library user would, who has no provider for SLF4J. */
    private Distribution.Outcome start(String path, Predicate<String> jars, String... flags) throws IOException {
        Files.writeString(folder.resolve("Program.java"), PROGRAM);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Stream<Path> files = Files.list(Distribution.LIB)) {
            String chosen = files.filter(f -> f.toString().endsWith(".jar")
                            && !f.getFileName().toString().startsWith("logback"))
                    .filter(f -> jars.test(f.getFileName().toString()))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            var command = Stream.of(
                            Stream.of(
                                    java,
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow"),
                            Stream.of(flags),
                            Stream.of(path, chosen, "Program.java"))
                    .flatMap(s -> s)
                    .toArray(String[]::new);
            return Distribution.run(folder, command);
        }
    }

    private List<String> run(String... flags) throws IOException {
        Distribution.Outcome outcome = start("-cp", jar -> true, flags);
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

    /** Whoever has no provider for SLF4J is warned too, and once. */
    @Test
    void withoutItOneWarningSaysSo() throws IOException {
        String vector = "the Vector API is missing: start Java with --add-modules jdk.incubator.vector";
        assertEquals(
                1,
                start("-cp", jar -> true)
                        .err()
                        .lines()
                        .filter(l -> l.contains(vector))
                        .count());
        String silent = start("-cp", jar -> true, "--add-modules", "jdk.incubator.vector")
                .err();
        assertFalse(silent.contains(vector), silent);
    }

    /**
     * Somebody who depends on core alone is told what to add: from the class path, from the module path, and for each
     * of the kernels.
     */
    @Test
    void withoutTheNativeLibraries() throws IOException {
        Predicate<String> core =
                jar -> !jar.matches("pushforward-nd4j-cpu-.*|(javacpp|openblas)-.*-(linux|macosx|windows)-.*");
        String add = "java.lang.IllegalStateException: the native libraries for ";
        String artifact = "are missing: add the artifact dev.pushforward:pushforward-nd4j-cpu,";
        for (Distribution.Outcome outcome : List.of(
                start("-cp", core, "--add-modules", "jdk.incubator.vector"),
                start("-cp", core),
                start("-cp", jar -> !jar.startsWith("pushforward-nd4j-cpu"), "-Dpushforward.kernels=nd4j"),
                start("-p", core, "--add-modules", "jdk.incubator.vector,dev.pushforward.core"))) {
            assertEquals(1, outcome.exit(), outcome.out());
            assertTrue(outcome.err().lines().anyMatch(l -> l.contains(add) && l.contains(artifact)), outcome.err());
        }
    }

    @Test
    void withNd4jAskedFor() throws IOException {
        assertServed(
                "ND4J \\(CpuBackend\\)",
                "ND4J \\(CpuBackend\\)",
                run("--add-modules", "jdk.incubator.vector", "-Dpushforward.kernels=nd4j"));
    }
}
