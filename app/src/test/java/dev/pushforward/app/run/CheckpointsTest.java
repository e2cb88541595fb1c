package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void empty() {
        checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    }

    private void save(long... iterations) throws IOException {
        for (long i : iterations) {
            checkpoints.save(i, State.empty().with("iteration", i));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theLastTwoAreKept() throws IOException {
        save(90, 100, 1000);
        assertEquals(List.of("0000000100.npz", "0000001000.npz"), files());
        assertEquals(1000, checkpoints.newest().orElseThrow().counter("iteration"));
    }

    @Test
    void aDamagedNewestFallsBackToTheOneBefore() throws IOException {
        save(100, 200);
        Path newest = folder.resolve("checkpoints/0000000200.npz");
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(100, checkpoints.newest().orElseThrow().counter("iteration"));
    }

    @Test
    void allDamagedIsAnErrorAndNoneIsNone() throws IOException {
        assertEquals(Optional.empty(), checkpoints.newest());
        save(100);
        Files.write(folder.resolve("checkpoints/0000000100.npz"), new byte[10]);
        assertTrue(assertThrows(IOException.class, () -> checkpoints.newest()).getMessage().contains("delete that folder"));
    }

    @Test
    void aTemporaryFileOfAKilledProcessIsNoCheckpoint() throws IOException {
        save(100);
        Files.write(folder.resolve("checkpoints/.0000000200.npz.77.tmp"), new byte[10]);
        assertEquals(100, checkpoints.newest().orElseThrow().counter("iteration"));
    }
}
