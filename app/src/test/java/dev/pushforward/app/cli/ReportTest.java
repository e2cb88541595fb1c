package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page, a table and the files for other programs say of a run. */
class ReportTest extends OnExperiment {
    ReportTest() {
        super("""
            target { name = double-well }
            sampler { name = normal }
            metrics = [ mode-weights, { name = mmd }, { name = mmd, estimator = v } ]
            run { draws = 60, floor-repeats = 3 }
            """);
    }

    private Path run(String... overrides) throws IOException {
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

    /** Line and cell of a CSV file. */
    private static String cell(List<String> lines, String column, int line) {
        return lines.get(line)
                .split(",", -1)[List.of(lines.getFirst().split(",")).indexOf(column)];
    }

    @Test
    void footnotesHaveTheirMarkers() throws IOException {
        String page = Files.readString(run().resolve("report.html"));
        for (String marked : List.of(
                "mode-weight-1 [1]",
                "mode-weight-error [1]",
                "mmd [2]",
                "mmd [3]",
                "[3] mmd (kernel = median, estimator = v)")) {
            assertTrue(console.out().contains(marked), marked + " in\n" + console.out());
            assertTrue(page.contains(marked), marked);
        }
    }

    /** Cells with other metrics have notes of their own. */
    @Test
    void aNumberIsThatOfOneMetric() throws IOException {
        Files.writeString(file, """
            sampler { name = normal }
            run { draws = 20, floor-repeats = 2 }
            cells = [
              { row = a, target = double-well, metrics = [ ksd, mmd ] }
              { row = b, target = banana, metrics = [ mmd, { name = ksd } ] }
            ]
            """);
        run();
        for (String line : List.of(
                "a +ksd \\[1\\] .*",
                "a +mmd \\[2\\] .*",
                "b +ksd \\[1\\] .*",
                "b +mmd \\[2\\] .*",
                "\\[1\\] ksd",
                "\\[2\\] mmd \\(.*")) {
            assertTrue(console.out().lines().anyMatch(l -> l.matches(line)), line + " in\n" + console.out());
        }
        assertFalse(console.out().contains("[3]"), console.out());
    }

    @Test
    void standardErrorsAndTruthsAreShown() throws IOException {
        Path run = run();
        List<String> lines = Files.readAllLines(run.resolve("measurements.csv"));
        double share = Double.parseDouble(cell(lines, "mean", 1));
        assertEquals(Math.sqrt(share * (1 - share) / 60), Double.parseDouble(cell(lines, "standard_error", 1)), 1e-12);
        assertEquals(0.156, Double.parseDouble(cell(lines, "truth", 1)), 0.001);
        assertEquals("", cell(lines, "standard_error", 4), "mmd has none");
        assertEquals("", cell(lines, "truth", 4), "mmd has none");
        String shown = "(se " + String.format(Locale.ROOT, "%.4f", Math.sqrt(share * (1 - share) / 60)) + ")";
        assertTrue(console.out().contains(shown), shown + " in\n" + console.out());
        assertTrue(Files.readString(run.resolve("report.html")).contains(shown), shown);
    }

    /** Two trainings by their own floors, which a sweep's line pools: neither is that of the first seed. */
    @Test
    void aSweepShowsTheFloorOfAllItsSeeds() throws IOException {
        String[] arguments = {"run", file.toString(), "--quiet", "--sweep", "run.seed=1,2", "sampler.scale=1,2"};
        assertEquals(0, console.execute(arguments), console.err());
        String table = console.out();
        double sum = 0;
        for (int seed = 1; seed <= 2; seed++) {
            List<String> lines = Files.readAllLines(
                    run("run.seed=" + seed, "sampler.scale=1").resolve("measurements.csv"));
            sum += Double.parseDouble(cell(lines, "floor_mean", 1));
        }
        String floor = String.format(Locale.ROOT, "%.4f", sum / 2);
        assertTrue(
                table.lines().anyMatch(l -> l.matches("1 +mode-weight-1 \\[1\\] .* " + floor + " ± .*")),
                floor + " in\n" + table);
    }

    /** Cells wrap where a table would be wider than the page. */
    @Test
    void wideTablesAreNotCutOff() throws IOException {
        assertFalse(Files.readString(run().resolve("report.html")).contains("nowrap"));
    }

    @Test
    void filledIsSaidWhereSomethingIsFilled() throws IOException {
        assertTrue(Files.readString(run().resolve("report.html")).contains("filled: exact draws"));
        String page =
                Files.readString(run("target=test-broken", "metrics=[ksd]").resolve("report.html"));
        assertFalse(page.contains("filled"), "there is no reference");
    }

    @Test
    void thePageSaysWhichMarginalsItShows() throws IOException {
        String[] wide = {"target={name=normal,dimension=9}", "metrics=[]"};
        Path run = run(wide);
        assertTrue(Files.readString(run.resolve("report.html"))
                .contains("Histograms of single coordinates: x1, x2, x3, x4, x5, x6 of 9"));
        byte[] first = Files.readAllBytes(run.resolve("plots/marginals.png"));
        assertEquals(
                run,
                run(Stream.concat(Stream.of(wide), Stream.of("run.plot-marginals=[9,2]"))
                        .toArray(String[]::new)),
                "pictures are no results");
        assertTrue(
                Files.readString(run.resolve("report.html")).contains("Histograms of single coordinates: x9, x2 of 9"));
        assertTrue(Files.readAllBytes(run.resolve("plots/marginals.png")).length < first.length, "two charts, not six");
    }

    @Test
    void whatIsNotKnownIsLeftOutOfTheCosts() throws IOException {
        Path run = run();
        String costs = Files.readString(run.resolve("costs.json"));
        assertFalse(costs.contains("NaN"), costs);
        Files.writeString(run.resolve("costs.json"), costs.replaceFirst("\\{", "{ \"stepSize\" : \"NaN\","));
        assertEquals(0, console.execute("report", run.toString()), console.err()); // of an earlier version
    }
}
