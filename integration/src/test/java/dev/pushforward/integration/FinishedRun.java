package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a run has left.
 *
 * @param folder where
 */
record FinishedRun(Path folder) {
    /** The one below a folder of runs. */
    static FinishedRun only(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return new FinishedRun(all.filter(Files::isDirectory)
                    .reduce((a, b) -> {
                        throw new AssertionError("two runs: " + a + ", " + b);
                    })
                    .orElseThrow());
        }
    }

    /** Its checkpoints, oldest first. */
    List<Path> checkpoints() throws IOException {
        Path checkpoints = folder.resolve("checkpoints");
        if (!Files.exists(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(checkpoints)) {
            return all.filter(f -> f.toString().endsWith(".npz")
                            && !f.getFileName().toString().startsWith("."))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** Draws, metrics and last state are those of another, bit for bit, and nothing is half-written. */
    void assertSameAs(FinishedRun other) throws IOException {
        assertArrayEquals(
                Files.readAllBytes(other.folder.resolve("draws.npz")),
                Files.readAllBytes(folder.resolve("draws.npz")),
                "draws");
        assertEquals(
                Files.readString(other.folder.resolve("metrics.jsonl")),
                Files.readString(folder.resolve("metrics.jsonl")),
                "metrics");
        assertEquals(other.state(), state(), "parameters, moments, iteration and curves");
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(0, files.filter(f -> f.toString().endsWith(".tmp")).count(), "temporary files are left");
        }
    }

    /** A checksum of each array of the last checkpoint, but for the time that the training has taken. */
    private Map<String, Long> state() throws IOException {
        try (ZipFile checkpoint = new ZipFile(checkpoints().getLast().toFile())) {
            var arrays = checkpoint.stream()
                    .filter(e -> !e.getName().equals("nanos.npy"))
                    .collect(Collectors.toMap(ZipEntry::getName, ZipEntry::getCrc));
            assertTrue(arrays.size() > 20, arrays.keySet().toString());
            return arrays;
        }
    }
}
