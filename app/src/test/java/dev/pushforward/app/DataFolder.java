package dev.pushforward.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Data files for tests that need real ones: in the folder that {@code PUSHFORWARD_DATA} names, else where this
 * project's developers keep theirs.
 */
public final class DataFolder {
    private static final Path FOLDER = Path.of(
                    Objects.requireNonNullElse(System.getenv("PUSHFORWARD_DATA"), "../../shared/data"))
            .toAbsolutePath()
            .normalize();

    private DataFolder() {}

    /** The file of this name; the test is skipped, and says so, where there is none. */
    public static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(
                Files.exists(file),
                "skipped: no data file " + name + "; PUSHFORWARD_DATA names the folder of data files");
        return file;
    }
}
