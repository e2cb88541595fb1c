package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.State;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    @TempDir
    Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void empty() throws IOException {
        Files.createFile(folder.resolve("experiment.conf"));
        checkpoints = of("0000002a", 1);
    }

    private Checkpoints of(String run, int part) {
        return new Checkpoints(OutputFolder.of(folder, "experiment.conf").under("checkpoints"), run, part);
    }

    private void save(long... iterations) throws IOException {
        for (long i : iterations) {
            checkpoints.save(
                    i,
                    new Checkpoint(
                            State.empty().with("iteration", i),
                            new History(),
                            new Course(),
                            State.empty(),
                            Optional.empty(),
                            0));
        }
    }

    private static long iteration(Checkpoints checkpoints) throws IOException {
        return checkpoints.newest().orElseThrow().training().counter("iteration");
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
        assertEquals(1000, iteration(checkpoints));
    }

    @Test
    void aDamagedNewestFallsBackToTheOneBefore() throws IOException {
        save(100, 200);
        Path newest = folder.resolve("checkpoints/0000000200.npz");
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(100, iteration(checkpoints));
    }

    @Test
    void allDamagedIsAnErrorAndNoneIsNone() throws IOException {
        assertEquals(Optional.empty(), checkpoints.newest());
        save(100);
        Files.write(folder.resolve("checkpoints/0000000100.npz"), new byte[10]);
        assertTrue(assertThrows(IOException.class, () -> checkpoints.newest())
                .getMessage()
                .contains("delete " + folder.resolve("checkpoints")));
    }

    @Test
    void aTemporaryFileOfAKilledProcessIsNoCheckpoint() throws IOException {
        save(100);
        Files.write(folder.resolve("checkpoints/.0000000200.npz.77.tmp"), new byte[10]);
        assertEquals(100, iteration(checkpoints));
    }

    private void refused(String message, Checkpoints others) {
        var e = assertThrows(InputException.class, others::newest);
        assertTrue(
                e.getMessage().startsWith(folder.resolve("checkpoints/0000000100.npz") + message)
                        && e.getMessage().endsWith("and the training starts again"),
                e.getMessage());
    }

    @Test
    void thoseOfAnotherRunOrTrainingAreRefused() throws IOException {
        save(100);
        refused(
                " was saved by another run: its settings have the hash 0000002a, and those of this run fedcba98",
                of("fedcba98", 1));
        refused(" was saved by another training of this run, number 1, and this is number 2", of("0000002a", 2));
        StateFile.write(
                folder.resolve("checkpoints/0000000100.npz"), State.empty().with("iteration", 100));
        refused(" does not say which run saved it", checkpoints);
    }

    /** In these languages Java writes numbers in digits of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"hi-u-nu-deva", "ar-EG-u-nu-arab", "tr-TR"})
    void namesAreTheSameInAllLanguages(String language) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            save(90, 100, 1000);
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(List.of("0000000100.npz", "0000001000.npz"), files());
    }

    @Test
    void nothingIsSavedWhereTheRunIsGone() throws IOException {
        save(100);
        Files.delete(folder.resolve("experiment.conf"));
        var e = assertThrows(IOException.class, () -> save(200));
        assertTrue(e.getMessage().startsWith(folder + " was deleted or moved"), e.getMessage());
        assertEquals(List.of("0000000100.npz"), files());
    }

    @Test
    void aFolderOfThisNameIsNoCheckpoint() throws IOException {
        Files.createDirectories(folder.resolve("checkpoints/0000000500.npz/inside"));
        save(90, 100, 110);
        assertEquals(List.of("0000000100.npz", "0000000110.npz", "0000000500.npz"), files());
        assertEquals(110, iteration(checkpoints));
    }
}
