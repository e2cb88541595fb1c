package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed with SIGKILL twenty times, at random moments of starting, training, writing and measuring,
 * ends as the one that never was: bit for bit.
 */
@DisabledOnOs(OS.WINDOWS) // a shell script
class KillTest {
    private static final int KILLS = 20;
    private static final String PROGRAM = Distribution.LAUNCHER.toString();

    @Test
    void killedTwentyTimes(@TempDir Path folder) throws IOException, InterruptedException {
        Path experiment = Files.writeString(folder.resolve("test.conf"), """
            target  { name = double-well }
            sampler { name = afis, iterations = 1600, batch = 64, hidden = [16, 16], noised-weight = 10
                      noised-points = 100, score.hidden = [16, 16] }
            metrics = [ mmd, mode-weights ]
            run { draws = 500, checkpoint-every = 10, floor-repeats = 3 }
            """);
        Path whole = folder.resolve("whole");
        finish(folder, experiment, whole);
        Path killed = folder.resolve("killed");
        var random = new SplittableRandom(7);
        int underWay = 0;
        for (int k = 0; k < KILLS; k++) {
            Process process = new ProcessBuilder(
                            PROGRAM, "run", experiment.toString(), "--runs", killed.toString(), "--quiet")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(random.nextLong(100, 1800), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                underWay++;
            }
        }
        assertTrue(underWay >= KILLS / 2, underWay + " of " + KILLS + " kills found the program running");
        finish(folder, experiment, killed);
        FinishedRun.only(killed).assertSameAs(FinishedRun.only(whole));
    }

    private static void finish(Path folder, Path experiment, Path runs) {
        Distribution.Outcome outcome =
                Distribution.run(folder, PROGRAM, "run", experiment.toString(), "--runs", runs.toString(), "--quiet");
        assertEquals(0, outcome.exit(), outcome.err());
    }
}
