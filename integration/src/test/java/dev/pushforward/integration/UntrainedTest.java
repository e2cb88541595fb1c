package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sampler that trains nothing goes through every command: a particle method alone is the normal law and a corrector.
 */
class UntrainedTest {
    @TempDir
    private Path folder;

    private String pushforward(String... arguments) {
        String[] command = Stream.concat(Stream.of(Distribution.LAUNCHER.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        Distribution.Outcome outcome = Distribution.run(folder, command);
        assertEquals(0, outcome.exit(), String.join(" ", arguments) + "\n" + outcome.out() + outcome.err());
        return outcome.out() + outcome.err();
    }

    @Test
    void particlesAlone() throws IOException {
        Files.writeString(folder.resolve("particles.conf"), """
            target = gaussian
            sampler = normal
            corrector { name = svgd, steps = 200 }
            metrics = [ { name = ksd } ]
            run { draws = 100, floor-repeats = 2 }
            """);
        String table = pushforward("run", "particles.conf");
        assertTrue(table.contains("corrected"), table);
        String run;
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.findFirst().orElseThrow().toString();
        }
        pushforward("resume", run);
        pushforward("evaluate", run);
        pushforward("draw", run, "-n", "50", "-o", "draws.csv");
        pushforward("report", run);
        try (Stream<String> lines = Files.lines(folder.resolve("draws.csv"))) {
            assertEquals(51, lines.count());
        }
        String report = Files.readString(Path.of(run, "report.html"));
        assertTrue(report.contains("svgd"));
        assertFalse(report.contains("Training curves"), "there is nothing to show of a training");
    }
}
