package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ctrl-C. */
final class Interrupts {
    private static final long SIGINT = 1L << 1; // in a mask of signals

    private Interrupts() {}

    /**
     * Skips where processes start with Ctrl-C ignored, as those of a shell's background jobs do: a JVM keeps to that.
     */
    static void assumeHeeded() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                boolean ignored = lines.filter(l -> l.startsWith("SigIgn:"))
                        .anyMatch(l -> (Long.parseUnsignedLong(l.substring(7).strip(), 16) & SIGINT) != 0);
                assumeTrue(!ignored, "skipped: this process was started with interrupts ignored");
            }
        }
    }

    /** Interrupts a process; its exit code. */
    static int end(Process process) throws InterruptedException {
        assertEquals(
                0,
                Distribution.run(Path.of("").toAbsolutePath(), "kill", "-INT", Long.toString(process.pid()))
                        .exit());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it goes on");
        return process.exitValue();
    }
}
