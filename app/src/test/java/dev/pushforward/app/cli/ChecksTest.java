package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run with checks and selection leaves, and what draws from it. */
class SelfChecksTest extends OnExperiment {
    private static final Pattern SELECTED = Pattern.compile("\"selected\"\\s*:\\s*\\{\\s*\"iteration\"\\s*:\\s*(\\d+)");

    SelfChecksTest() {
        super("""
            target { name = mog2 }
            sampler {
              name = dft, iterations = 60, batch = 60, hidden = [8, 8], score { hidden = [8, 8] }
              check-every = 8, check-draws = 200, check-fits = 10, check-selects = true
            }
            metrics = [ mmd ]
            run { draws = 100, checkpoint-every = 7, floor-repeats = 2 }
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

    private static long selected(Path run) throws IOException {
        Matcher found = SELECTED.matcher(Files.readString(run.resolve("checks.json")));
        assertTrue(found.find(), Files.readString(run.resolve("checks.json")));
        return Long.parseLong(found.group(1));
    }

    @Test
    void bothNumbersStandInTheFilesTheTableAndTheReport() throws IOException {
        Path run = run();
        String checks = Files.readString(run.resolve("checks.json"));
        assertEquals(
                8 + 2,
                checks.split("\"standardError\"", -1).length - 1,
                "checks at 8, 16, ..., 56 and 60, the selected and the fresh one:\n" + checks);
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertEquals(4, lines.size()); // mmd, the two, and the share outside the support
        assertTrue(
                lines.stream()
                        .anyMatch(l -> l.contains("\"metric\":\"check\",\"name\":\"fisher\",")
                                && l.contains("\"standardError\":")),
                lines.toString());
        assertTrue(lines.stream().anyMatch(l -> l.contains("\"name\":\"fisher-at-selection\",")), lines.toString());
        String sentence = "selected by the least held-out estimate of 8 checks";
        assertTrue(console.out().contains("Drawn from iteration " + selected(run) + ", " + sentence), console.out());
        assertTrue(
                console.out()
                        .contains("which the selection biases low; unselected, on 200 fresh draws the same sampler's"
                                + " fisher is"),
                console.out());
        String page = Files.readString(run.resolve("report.html"));
        assertTrue(page.contains(sentence)
                && page.contains("a lower bound of the Fisher divergence")
                && page.contains("Chart fisher"));
        assertTrue(Files.readString(run.resolve("measurements.csv")).contains("fisher-at-selection"));
    }

    /** Divergences are per squared unit of length, but pure numbers in whitened coordinates. */
    @Test
    void theUnitIsThatOfTheCoordinates() throws IOException {
        assertEquals(List.of("1/length^2", "1/length^2"), unitsOfChecks(run()));
        assertEquals(
                List.of("1", "1"),
                unitsOfChecks(run(
                        "sampler=null",
                        "sampler={ name = whitened, sampler { name = dft, iterations = 20, batch = 60, hidden"
                                + " = [8, 8], check-every = 8, check-draws = 200, check-fits = 10, check-selects ="
                                + " true } }")));
    }

    private static List<String> unitsOfChecks(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(l -> l.contains("\"metric\":\"check\""))
                .map(l -> l.replaceFirst(".*\"unit\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /**
     * What the run drew, and {@code draw} draws, is the sampler of the selected check: the one that the same training
     * has at that iteration.
     */
    @Test
    void theSelectedSamplerIsDrawnFrom() throws IOException {
        Path run = run();
        long iteration = selected(run);
        Path npz = folder.resolve("a.npz");
        assertEquals(0, console.execute("draw", run.toString(), "-n", "50", "-o", npz.toString()), console.err());
        assertTrue(
                console.err().contains("Note: drawn from iteration " + iteration + ", selected by its check."),
                console.err());
        assertEquals(0, console.execute("evaluate", run.toString(), "-n", "60", "-q"), console.err());
        assertTrue(console.out().contains("fisher-at-selection"), console.out());

        Path last = run("sampler.check-selects=false");
        Path other = folder.resolve("b.npz");
        assertEquals(0, console.execute("draw", last.toString(), "-n", "50", "-o", other.toString()), console.err());
        assertFalse(console.err().contains("Note:"), console.err());
        assertTrue(Files.readString(last.resolve("report.html"))
                .contains("Drawn from iteration 60, the last, without selection"));
        Path without = run("sampler.check-selects=false", "sampler.check-every=0");
        assertFalse(Files.exists(without.resolve("checks.json")));
        assertArrayEquals(
                StateFile.read(without.resolve("draws.npz")).tensor("drawn").toDoubleArray(),
                StateFile.read(last.resolve("draws.npz")).tensor("drawn").toDoubleArray(),
                "checks alone change no draw");
        assertEquals(
                iteration == 60,
                Arrays.equals(
                        StateFile.read(npz).tensor("draws").toDoubleArray(),
                        StateFile.read(other).tensor("draws").toDoubleArray()),
                "selected at " + iteration);
    }

    @Test
    void aSelectionWithoutChecksIsRefused() {
        assertEquals(2, console.execute("run", file.toString(), "sampler.check-every=0"));
        assertTrue(
                console.err().contains("check-selects = true with check-every = 0: there are no checks to select by"),
                console.err());
    }

    @Test
    void aReportIsMadeAgainWithItsChecks() throws IOException {
        Path run = run();
        String page = Files.readString(run.resolve("report.html"));
        Files.delete(run.resolve("report.html"));
        assertEquals(0, console.execute("report", run.toString()), console.err());
        assertEquals(page, Files.readString(run.resolve("report.html")));
    }

    /** A run of a version that knew one number only is still reported. */
    @Test
    void checksOfEarlierVersionsAreRead() throws IOException {
        Path run = run("sampler.check-selects=false");
        Files.writeString(run.resolve("checks.json"), """
            { "checks": [ { "iteration": 60, "fisher": 0.25, "fisher.se": 0.5, "draws": 200 } ],
              "fresh": { "iteration": 60, "fisher": 0.75, "fisher.se": 0.125, "draws": 300 }, "unit": "1/length^2" }
            """);
        assertEquals(0, console.execute("report", run.toString()), console.err());
        String page = Files.readString(run.resolve("report.html"));
        assertTrue(page.contains("on 300 fresh draws its fisher is 0.7500 (standard error 0.1250)."), page);
    }

    @Test
    void aCheckIsToldOfAsItIsMade() {
        assertEquals(0, console.execute("run", file.toString()), console.err());
        assertTrue(console.err().contains("iteration 8: fisher at least "), console.err());
    }
}
