package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operating system does to a running process: Ctrl-C, kill -9, a disk that takes no more. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ProcessTest {
    private static final long SIGINT = 1L << 1; // in a mask of signals
    private static final String EXPERIMENT = """
        target { name = normal }
        sampler { name = test-location, iterations = 300, pause = 10 }
        metrics = [ mmd ]
        run { draws = 100, checkpoint-every = 5, floor-repeats = 2, threads = 1 }
        """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void experiment() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "needs a Unix shell");
        file = folder.resolve("test.conf");
        Files.writeString(file, EXPERIMENT);
    }

    private Process start(String before, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                before + "exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    }

    private int ended(Process process) throws InterruptedException {
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "the process has not ended");
        return process.exitValue();
    }

    /** Waits until a checkpoint is there. */
    private void trained(Process process, Path runs) throws IOException, InterruptedException {
        while (true) {
            assertTrue(process.isAlive(), this::quietOutput);
            if (Files.exists(runs)) {
                try (Stream<Path> files = Files.walk(runs)) {
                    if (files.anyMatch(f -> f.toString().endsWith("20.npz"))) {
                        return;
                    }
                } catch (UncheckedIOException e) {
                    continue; // a temporary file was renamed under the walk
                }
            }
            Thread.sleep(5);
        }
    }

    private String quietOutput() {
        try {
            return output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Path only(Path runs) throws IOException {
        try (Stream<Path> found = Files.list(runs)) {
            return found.findFirst().orElseThrow();
        }
    }

    private byte[] draws(Path runs) throws IOException {
        return Files.readAllBytes(only(runs).resolve("draws.npz"));
    }

    private byte[] whole() throws IOException, InterruptedException {
        assertEquals(
                0,
                ended(start(
                        "",
                        "run",
                        file.toString(),
                        "-q",
                        "--runs",
                        folder.resolve("whole").toString())),
                this::quietOutput);
        return draws(folder.resolve("whole"));
    }

    /**
     * Skips where processes start with Ctrl-C ignored, as those of a shell's background jobs do: a JVM keeps to that.
     */
    private static void assumeInterruptsAreHeeded() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                boolean ignored = lines.filter(l -> l.startsWith("SigIgn:"))
                        .anyMatch(l -> (Long.parseUnsignedLong(l.substring(7).strip(), 16) & SIGINT) != 0);
                assumeTrue(!ignored, "skipped: this process was started with interrupts ignored");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalSavesAndEndsTheProcess(String signal, int code) throws Exception {
        assumeInterruptsAreHeeded();
        Path runs = folder.resolve("runs");
        Process process = start("", "run", file.toString(), "-q", "--runs", runs.toString());
        trained(process, runs);
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor());
        assertEquals(code, ended(process), this::quietOutput);
        assertTrue(output().contains("stopped at iteration ") && output().contains("pushforward resume "), output());
        assertTrue(!output().contains("\tat "), output());
        assertEquals(0, ended(start("", "resume", only(runs).toString(), "-q")), this::quietOutput);
        assertArrayEquals(whole(), draws(runs), "the end is that of the run that was not stopped");
    }

    @Test
    void controlCWithinALongStepSaysWhatIsWaitedFor() throws Exception {
        assumeInterruptsAreHeeded();
        Path runs = folder.resolve("runs");
        Process process = start("", "run", file.toString(), "--runs", runs.toString(), "sampler.pause=5000");
        while (!output().contains("training, 300 iterations")) {
            assertTrue(process.isAlive(), this::quietOutput);
            Thread.sleep(5);
        }
        Thread.sleep(500); // now its first step is at work
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor());
        assertEquals(130, ended(process), this::quietOutput);
        assertTrue(
                output().contains("stopping after the current step") && output().contains("stopped at iteration "),
                output());
    }

    /** The metric and the corrector would work for minutes. */
    @ParameterizedTest
    @CsvSource({
        "measuring, run.draws=65536, metrics=[ksd]",
        "correcting, metrics=[], 'corrector={ name = hmc, steps = 1000000 }'"
    })
    void controlCIsHeededWithinAStage(String stage, String first, String second) throws Exception {
        assumeInterruptsAreHeeded();
        Path runs = folder.resolve("runs");
        Process process = start(
                "",
                "run",
                file.toString(),
                "--runs",
                runs.toString(),
                "sampler.iterations=20",
                "sampler.pause=0",
                first,
                second);
        while (!output().contains(stage + System.lineSeparator())) {
            assertTrue(process.isAlive(), this::quietOutput);
            Thread.sleep(5);
        }
        Thread.sleep(500); // now it is at work
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor());
        assertEquals(130, ended(process), this::quietOutput);
        String end = output().lines().toList().getLast();
        assertTrue(
                end.matches("pushforward: stopped (while|before) " + stage + ".*; everything is saved\\. .*"),
                output());
        Path run = only(runs);
        try (Stream<Path> files = Files.walk(run)) {
            List<String> names = files.map(f -> f.getFileName().toString()).toList();
            assertTrue(
                    names.contains("0000000020.npz")
                            && !names.contains("draws.npz")
                            && !names.contains("metrics.jsonl"),
                    names.toString());
            assertTrue(names.stream().noneMatch(n -> n.endsWith(".tmp")), names.toString());
        }
    }

    /** The code that the component asked for would say that all is done. */
    @ParameterizedTest
    @CsvSource({
        "exit, dev.pushforward.app.components.FaultySamplerFactory$Faulty.step",
        "exit-in-a-virtual-thread, a virtual thread"
    })
    void aComponentThatExitsEndsTheProcessAtOnceAsAFailure(String at, String caller) throws Exception {
        Path runs = folder.resolve("runs");
        Process process = start(
                "",
                "run",
                file.toString(),
                "-q",
                "--runs",
                runs.toString(),
                "sampler={name=test-faulty,at=" + at + "}");
        assertEquals(1, ended(process), this::quietOutput);
        assertTrue(
                output().contains("pushforward: " + caller
                        + " called System.exit, which ends the program before its work is done"),
                output());
        assertTrue(!output().contains("stopping after"), output());
    }

    @Test
    void killedAndResumedEndsAsTheRunThatWasNot() throws Exception {
        Path runs = folder.resolve("runs");
        Process process = start("", "run", file.toString(), "-q", "--runs", runs.toString());
        trained(process, runs);
        process.destroyForcibly();
        ended(process);
        assertEquals(0, ended(start("", "resume", only(runs).toString(), "-q")), this::quietOutput);
        assertArrayEquals(whole(), draws(runs));
    }

    @Test
    void aDiskThatTakesNoMoreLeavesNothingHalfWritten() throws Exception {
        Path runs = folder.resolve("runs");
        assertEquals(
                0,
                ended(start("", "run", file.toString(), "-q", "--runs", runs.toString(), "sampler.pause=0")),
                this::quietOutput);
        Path draws = folder.resolve("draws.npz");
        assertEquals(
                1,
                ended(start("ulimit -f 500; ", "draw", only(runs).toString(), "-n", "1000000", "-o", draws.toString())),
                this::quietOutput);
        assertTrue(
                output().contains("pushforward: cannot write " + draws + ": ") && !output().contains("\tat "),
                output());
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.getFileName().toString().contains("draws")), "nothing half-written");
        }
    }

    /**
     * A file of more than 50 KiB cannot be written: the first checkpoint fails, and the run goes on where a disk takes
     * it.
     */
    @Test
    void aDiskThatIsFullFailsTheRunWhichGoesOnLater() throws Exception {
        Path runs = folder.resolve("runs");
        String[] command = {
            "run",
            file.toString(),
            "-q",
            "--runs",
            runs.toString(),
            "sampler.pause=0",
            "sampler.iterations=20",
            "metrics=[]",
            "run.draws=10",
            "target.dimension=20000"
        };
        assertEquals(1, ended(start("ulimit -f 100; ", command)), this::quietOutput);
        assertTrue(
                output().contains("pushforward: cannot write " + only(runs).resolve("checkpoints"))
                        && output().contains("Nothing was half-written"),
                output());
        assertTrue(!output().contains("\tat "), output());
        assertEquals(0, ended(start("", "resume", only(runs).toString(), "-q")), this::quietOutput);
    }

    @Test
    void resultsThatCannotBePrintedAreAFailureAndTheRunIsKept() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Path runs = folder.resolve("runs");
        assertEquals(
                1,
                ended(start(
                        "exec >/dev/full; ",
                        "run",
                        file.toString(),
                        "-q",
                        "--runs",
                        runs.toString(),
                        "sampler.pause=0",
                        "sampler.iterations=20",
                        "metrics=[]")),
                this::quietOutput);
        assertTrue(output().contains("pushforward: cannot write to standard output: "), output());
        assertTrue(Files.exists(only(runs).resolve("report.html")));
    }

    @Test
    void doctorTellsWhereNativeLibrariesCannotBeUnpacked() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file, in which there is no folder");
        String nowhere = "export JDK_JAVA_OPTIONS='-Duser.home=" + taken + " -Djava.io.tmpdir=" + taken + "'; ";
        assertEquals(1, ended(start(nowhere, "doctor")), this::quietOutput);
        assertTrue(
                output().contains("WRONG: cache: native libraries cannot be unpacked, neither into " + taken
                        + "/.javacpp/cache"),
                output());
        assertTrue(output().contains("org.bytedeco.javacpp.cachedir=DIR"), output());
        assertTrue(!output().contains("\tat "), output());
    }
}
