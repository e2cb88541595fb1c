package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ten million draws by the distribution: in bounded memory, readable by others, and never half a file. */
@EnabledOnOs(OS.LINUX) // reads a process's memory from /proc
class DrawTest {
    private static final long DRAWS = 10_000_000;
    private static final long NPY_HEADER = 128;
    // 215 when this was written; a program that holds the draws needs 76 more for each copy
    private static final long MOST_MEBIBYTES = 400;

    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        Distribution.Outcome outcome = Distribution.run(
                folder,
                Distribution.LAUNCHER.toString(),
                "run",
                Distribution.HOME.resolve("experiments/banana.conf").toString(),
                "-q",
                "sampler.iterations=5",
                "sampler.hidden=[16]",
                "sampler.score.hidden=[16]",
                "sampler.noised-weight=0",
                "run.draws=100",
                "run.floor-repeats=2");
        assertEquals(0, outcome.exit(), outcome.err());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.findFirst().orElseThrow();
        }
    }

    private static Process draw(Path file, long n) throws IOException {
        return new ProcessBuilder(
                        Distribution.LAUNCHER.toString(),
                        "draw",
                        run.toString(),
                        "-n",
                        Long.toString(n),
                        "-o",
                        file.toString(),
                        "-q")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @Test
    void tenMillionInBoundedMemory() throws IOException, InterruptedException {
        Path file = folder.resolve("draws.npz");
        Process process = draw(file, DRAWS);
        long most = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, peak(process.pid()));
        }
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
        assertTrue(most > 50, "peak memory was not read: " + most);
        assertTrue(most <= MOST_MEBIBYTES, most + " MiB at most, and " + MOST_MEBIBYTES + " allowed");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertEquals(
                    NPY_HEADER + DRAWS * 2 * Float.BYTES,
                    zip.getEntry("draws.npy").getSize());
        }
        assumeTrue(numpy(), "skipped: reading it by numpy, which is not here");
        Distribution.Outcome read = Distribution.run(
                folder,
                "python3",
                "-c",
                "import numpy; x = numpy.load('draws.npz')['draws']; print(*x.shape, x.dtype, numpy.isfinite(x).all(),"
                        + " len(numpy.unique(x[:, 0])) > 7000000)");
        assertEquals("10000000 2 float32 True True", read.out().strip(), read.err());
    }

    /** Peak resident memory of a process in MiB; 0 once it is gone. */
    private static long peak(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(l -> l.startsWith("VmHWM:"))
                            .map(l -> l.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static boolean numpy() {
        try {
            return Distribution.run(folder, "python3", "-c", "import numpy").exit() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void interruptedLeavesNothing() throws IOException, InterruptedException {
        Interrupts.assumeHeeded();
        List<Path> before = files();
        for (String name : List.of("cut.npz", "cut.csv")) {
            Process process = draw(folder.resolve(name), 100 * DRAWS);
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (files().equals(before) && System.nanoTime() < end) {
                Thread.sleep(20); // until it writes
            }
            assertTrue(!files().equals(before), "nothing was written for a minute");
            Thread.sleep(200);
            assertEquals(130, Interrupts.end(process), Files.readString(folder.resolve("log")));
            assertEquals(before, files());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> !p.endsWith("log") && !p.endsWith("draws.npz"))
                    .sorted()
                    .toList();
        }
    }
}
