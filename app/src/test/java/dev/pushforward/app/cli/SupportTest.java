package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Draws outside the support of a target: half of those of N(0, I), on a density that is 0 where x is not positive. */
class SupportTest extends OnExperiment {
    SupportTest() {
        super("""
            target { name = test-edged }
            sampler { name = test-location, iterations = 1, rate = 1e-9 }
            corrector { name = mala, steps = 3, adaptation = 0, step-size = 1e-9 }
            metrics = [ ksd ]
            run { draws = 400, floor-repeats = 2 }
            """);
    }

    private Path run(String... overrides) {
        var arguments = Stream.concat(Stream.of("run", file.toString(), "--quiet"), Stream.of(overrides))
                .toArray(String[]::new);
        assertEquals(0, console.execute(arguments), console.err());
        String line = console.out()
                .lines()
                .filter(l -> l.startsWith("Report: "))
                .findFirst()
                .orElseThrow();
        return Path.of(line.substring("Report: ".length())).getParent();
    }

    private static double share(Path run, String stage) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("measurements.csv"));
        String line = lines.stream()
                .filter(l -> l.contains("outside-support," + stage))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines));
        return Double.parseDouble(
                line.split(",")[List.of(lines.getFirst().split(",")).indexOf("mean")]);
    }

    /** The share is 0.5 with a standard error of 0.025: farther off than 0.125 with a probability of 6e-7; seeded. */
    @Test
    void theShareOutsideIsMeasuredAndWarnedOf() throws IOException {
        Path run = run();
        double drawn = share(run, "drawn");
        assertEquals(0.5, drawn, 0.125);
        assertEquals(drawn, share(run, "corrected"), 0.01); // steps of 3e-5
        String warning =
                "WARN: mala left " + Math.round(400 * share(run, "corrected")) + " draws where the density is 0";
        for (String text : List.of(console.out(), Files.readString(run.resolve("report.html")))) {
            assertTrue(
                    text.contains("outside-support") && text.contains("WARN: up to ") && text.contains(warning), text);
        }
        String line = Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(l -> l.contains("outside-support"))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("\"standardError\":0.02"), line);
    }

    @Test
    void aCorrectorThatAsksForScoresAloneIsNotSilent() throws IOException {
        Path run = run("corrector={ name = langevin, steps = 1, step-size = 1e-9 }");
        assertEquals(0.5, share(run, "corrected"), 0.125);
        assertTrue(console.out().contains("WARN: up to ") && !console.out().contains("langevin left"), console.out());
        assertEquals(0, console.execute("evaluate", run.toString(), "-q"), console.err());
        assertTrue(console.out().contains("WARN: up to "), console.out());
    }

    @Test
    void drawsThatWereCorrectedIntoAFileAreCounted() {
        Path run = run();
        assertEquals(
                0,
                console.execute(
                        "draw",
                        run.toString(),
                        "-n",
                        "100",
                        "-o",
                        folder.resolve("x.csv").toString(),
                        "--correct",
                        "-q"));
        assertTrue(console.err().matches("(?s).*WARN: \\d+ of 100 draws stay where the density is 0.*"), console.err());
    }

    @Test
    void referenceChainsThatDoNotReachTheSupportAreRefused() {
        assertEquals(
                2,
                console.execute(
                        "run",
                        file.toString(),
                        "-q",
                        "run.reference={ corrector { name = mala, steps = 1, adaptation = 0, step-size = 1e-9 },"
                                + " chains = 100 }"));
        assertTrue(console.err().contains("of 100 reference chains stay where the density is 0"), console.err());
    }

    /** Also of a run that measures nothing else. */
    @Test
    void nothingIsSaidOfATargetThatNoDrawLeaves() throws IOException {
        for (String metrics : List.of("metrics=[ksd]", "metrics=[]")) {
            Path run = run("target=normal", metrics);
            assertFalse(console.out().contains("outside-support"), console.out());
            assertFalse(Files.readString(run.resolve("report.html")).contains("outside-support"));
        }
    }
}
