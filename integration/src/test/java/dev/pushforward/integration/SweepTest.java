package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C in a sweep of four runs, two at once: what is under way is saved, the same command finishes, and every run is
 * that of the sweep that was left alone.
 */
@DisabledOnOs(OS.WINDOWS) // a shell script
class SweepTest {
    private static final int RUNS = 4;

    @TempDir
    private Path folder;

    private List<String> command(String runs) {
        return List.of(
                Distribution.LAUNCHER.toString(),
                "run",
                folder.resolve("test.conf").toString(),
                "--runs",
                folder.resolve(runs).toString(),
                "-q",
                "--sweep",
                "run.seed=1.." + RUNS,
                "--jobs",
                "2");
    }

    private static List<FinishedRun> members(Path runs) throws IOException {
        if (!Files.exists(runs)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(p -> p.getFileName().toString().matches("test-[0-9a-f]{8}"))
                    .sorted()
                    .map(FinishedRun::new)
                    .toList();
        }
    }

    @Test
    void interruptedAndTakenUpAgain() throws IOException, InterruptedException {
        Interrupts.assumeHeeded();
        Files.writeString(folder.resolve("test.conf"), """
            target  { name = double-well }
            sampler { name = afis, iterations = 1500, batch = 64, hidden = [16, 16], score.hidden = [16, 16] }
            metrics = [ mmd, mode-weights ]
            run { draws = 500, checkpoint-every = 10, floor-repeats = 3 }
            """);
        Distribution.Outcome alone = Distribution.run(folder, command("alone").toArray(String[]::new));
        assertEquals(0, alone.exit(), alone.err());

        Path cut = folder.resolve("cut");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command("cut"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (process.isAlive()
                && members(cut).stream().filter(SweepTest::hasTrained).count() < 2) {
            Thread.sleep(5); // until both are under way
        }
        assertEquals(130, Interrupts.end(process), Files.readString(log));
        String said = Files.readString(log);
        assertTrue(
                said.contains("pushforward: stopped with ")
                        && said.contains("everything is saved. The same command continues"),
                said);
        assertFalse(said.contains("\tat "), said);
        String states = states(cut);
        assertTrue(
                states.contains("\"waiting\"") && !states.contains("\"running\"") && !states.contains("\"failed\""),
                states);

        Distribution.Outcome rest = Distribution.run(folder, command("cut").toArray(String[]::new));
        assertEquals(0, rest.exit(), rest.err());
        assertEquals(RUNS, states(cut).split("\"done\"", -1).length - 1, states(cut));
        List<FinishedRun> all = members(folder.resolve("alone"));
        assertEquals(RUNS, all.size());
        for (FinishedRun run : all) {
            new FinishedRun(cut.resolve(run.folder().getFileName())).assertSameAs(run);
        }
    }

    private static boolean hasTrained(FinishedRun run) {
        try {
            return !run.checkpoints().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String states(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            Path sweep = all.filter(p -> p.getFileName().toString().startsWith("test-sweep-"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(sweep.resolve("sweep.json"));
        }
    }
}
