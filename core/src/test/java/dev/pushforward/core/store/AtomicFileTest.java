package dev.pushforward.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aFailureInTheMiddleLeavesWhatWasThereAndNothingElse() throws IOException {
        Path file = folder.resolve("f.txt");
        AtomicFile.write(file, "old");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }));
        assertEquals(
                "cannot write " + file + ": No space left on device. Nothing was half-written.", thrown.getMessage());
        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    /**
     * Whoever guesses the number of the process could lay a link where the temporary file will be; and a link in the
     * file's place is replaced.
     */
    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "kept");
        Path file = Files.createSymbolicLink(folder.resolve("f.txt"), elsewhere);
        Files.createSymbolicLink(
                folder.resolve(".f.txt." + ProcessHandle.current().pid() + ".tmp"), elsewhere);
        AtomicFile.write(file, "new");
        assertEquals("kept", Files.readString(elsewhere));
        assertFalse(Files.isSymbolicLink(file));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aFolderInTheFilesPlaceIsNamed() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/inside")).getParent();
        var e = assertThrows(FileSystemException.class, () -> AtomicFile.write(taken, "text"));
        assertEquals(taken.toString(), e.getFile());
    }

    @Test
    void whatIsThereIsReplaced() throws IOException {
        Path file = folder.resolve("f.txt");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, "new");
        assertEquals("new", Files.readString(file));
    }

    /** No process has the largest number; this one lives. */
    @Test
    void whatAKilledWriterLeftIsSwept() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("part"))
                .resolve(".f.txt." + ProcessHandle.current().pid() + ".tmp");
        Files.writeString(kept, "half");
        Path file = Files.writeString(folder.resolve("f.txt"), "old");
        Files.writeString(folder.resolve("part/.f.txt." + Integer.MAX_VALUE + ".tmp"), "half");
        AtomicFile.sweep(folder);
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertEquals(List.of(file, kept), files.sorted().toList());
        }
    }
}
