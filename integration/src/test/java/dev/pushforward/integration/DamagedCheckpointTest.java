package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed training whose newest checkpoint is damaged goes on from the one before and ends as if nothing had been;
 * with both damaged it says so.
 */
@DisabledOnOs(OS.WINDOWS) // a shell script
class DamagedCheckpointTest {
    private static final String PROGRAM = Distribution.LAUNCHER.toString();
    private static final UnaryOperator<byte[]> CUT = bytes -> Arrays.copyOf(bytes, bytes.length / 2);
    private static final UnaryOperator<byte[]> FLIPPED = bytes -> {
        byte[] damaged = bytes.clone();
        damaged[damaged.length / 2] ^= 1;
        return damaged;
    };

    @TempDir
    private static Path folder;

    private static FinishedRun whole;
    private static FinishedRun killed;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        Path experiment = Files.writeString(folder.resolve("test.conf"), """
            target  { name = double-well }
            sampler { name = afis, iterations = 1500, batch = 64, hidden = [16, 16], score.hidden = [16, 16] }
            metrics = [ mmd, mode-weights ]
            run { draws = 500, checkpoint-every = 10, floor-repeats = 3 }
            """);
        Distribution.Outcome outcome =
                Distribution.run(folder, PROGRAM, "run", experiment.toString(), "--runs", "whole", "-q");
        assertEquals(0, outcome.exit(), outcome.err());
        whole = FinishedRun.only(folder.resolve("whole"));
        killed = new FinishedRun(folder.resolve("killed").resolve(whole.folder().getFileName()));
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "run",
                        experiment.toString(),
                        "--runs",
                        folder.resolve("killed").toString(),
                        "-q")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && killed.checkpoints().size() < 2) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        assertFalse(Files.exists(killed.folder().resolve("metrics.jsonl")), "killed while it trained");
    }

    /** A copy of the killed run, the newest so many checkpoints damaged; those, newest first. */
    private static List<Path> damage(String name, int many, UnaryOperator<byte[]> damage) throws IOException {
        assertEquals(
                0,
                Distribution.run(folder, "cp", "-R", killed.folder().toString(), name)
                        .exit());
        List<Path> newest =
                new FinishedRun(folder.resolve(name)).checkpoints().reversed().subList(0, many);
        for (Path file : newest) {
            Files.write(file, damage.apply(Files.readAllBytes(file)));
        }
        return newest;
    }

    private static void goesOn(String name, UnaryOperator<byte[]> damage) throws IOException {
        Path newest = damage(name, 1, damage).getFirst();
        Distribution.Outcome outcome = Distribution.run(folder, PROGRAM, "resume", name, "-q");
        assertEquals(0, outcome.exit(), outcome.err());
        List<String> warnings =
                outcome.err().lines().filter(l -> l.startsWith("WARN: ")).toList();
        assertEquals(1, warnings.size(), outcome.err());
        assertTrue(
                warnings.getFirst().contains("checkpoints/" + newest.getFileName() + " is damaged: ")
                        && warnings.getFirst().contains("the one before"),
                outcome.err());
        new FinishedRun(folder.resolve(name)).assertSameAs(whole);
    }

    @Test
    void cutInHalf() throws IOException {
        goesOn("cut", CUT);
    }

    @Test
    void aBitFlipped() throws IOException {
        goesOn("flipped", FLIPPED);
    }

    @Test
    void both() throws IOException {
        List<Path> files = damage("both", 2, CUT);
        Distribution.Outcome outcome = Distribution.run(folder, PROGRAM, "resume", "both", "-q");
        assertEquals(1, outcome.exit(), outcome.err());
        Path checkpoints = Path.of("both/checkpoints");
        assertTrue(
                outcome.err().contains("pushforward: no checkpoint in " + checkpoints + " can be read: delete "),
                outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        for (Path file : files) {
            assertTrue(outcome.err().contains(checkpoints.resolve(file.getFileName()) + " is damaged"), outcome.err());
        }
        assertEquals(
                0, Distribution.run(folder, "rm", "-r", checkpoints.toString()).exit());
        Distribution.Outcome again = Distribution.run(folder, PROGRAM, "resume", "both", "-q");
        assertEquals(0, again.exit(), again.err());
        new FinishedRun(folder.resolve("both")).assertSameAs(whole);
    }
}
