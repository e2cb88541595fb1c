package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's own points, from the file to the report. */
class PointsTest extends OnExperiment {
    private Path csv;

    PointsTest() {
        super("""
            target { name = points, file = "my.csv", columns = [x, y], held-out = 0.5 }
            sampler { name = test-fit }
            metrics = [ mmd, moments, sliced-wasserstein ]
            run { draws = 100, floor-repeats = 3 }
            """);
    }

    @BeforeEach
    void points() throws IOException {
        csv = folder.resolve("my.csv");
        Files.writeString(csv, table(1600, 0));
    }

    /** Rows of N((5, -3), diag(1, 4)), with a text beside them. */
    private static String table(int n, double shift) {
        var random = RandomStream.of(4).generator();
        return IntStream.range(0, n)
                .mapToObj(i -> "point " + i + ";" + (5 + shift + random.nextGaussian()) + ";"
                        + (-3 + 2 * random.nextGaussian()) + "\n")
                .collect(Collectors.joining("", "what;x;y\n", ""));
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private void ends(int code, List<String> arguments, String... texts) {
        assertEquals(code, console.execute(arguments.toArray(String[]::new)), console.err());
        for (String text : texts) {
            assertTrue(console.err().contains(text), "'" + text + "' in\n" + console.err());
        }
        assertFalse(console.err().contains("\tat "), console.err());
    }

    private void refused(List<String> overrides, String... texts) {
        ends(
                2,
                Stream.concat(Stream.of("run", file.toString(), "-q"), overrides.stream())
                        .toList(),
                texts);
        assertFalse(Files.exists(folder.resolve("runs")), "nothing was begun");
    }

    @Test
    void drawsAreMeasuredAgainstHeldOutRows() throws IOException {
        ends(0, List.of("run", file.toString(), "-q"));
        assertEquals("", console.err());
        assertTrue(console.out().contains("Measured against: held-out rows."), console.out());
        assertTrue(
                console.out()
                        .contains("Floor: the same measurement on 3 pairs of independent sets of 100 draws,"
                                + " held-out rows;"),
                console.out());
        assertTrue(console.out().contains("the probability that held-out rows are as far"), console.out());
        assertFalse(console.out().contains("exact draws"), console.out());
        String page = Files.readString(run().resolve("report.html"));
        assertTrue(page.contains("filled: held-out rows"), "the pictures say so");
        assertTrue(page.contains("data my.csv"), "the page names the data");
        assertFalse(page.contains("exact draws"));
        String sum = Files.readString(run().resolve("provenance.json")).replaceAll("(?s).*\"my.csv\" *: *\"", "");
        assertTrue(sum.matches("(?s)[0-9a-f]{64}\".*"), sum);
        ends(0, List.of("evaluate", run().toString(), "--seed", "7"));
        assertTrue(console.out().contains("held-out rows"), console.out());
        ends(
                0,
                List.of(
                        "draw",
                        run().toString(),
                        "-n",
                        "10",
                        "-o",
                        folder.resolve("d.csv").toString()));
    }

    @Test
    void aChangedFileIsNoticed() throws IOException {
        ends(0, List.of("run", file.toString(), "-q"));
        byte[] old = Files.readAllBytes(csv);
        Files.writeString(csv, table(1600, 1));
        String changed = "the data file my.csv has changed since the run in ";
        ends(2, List.of("resume", run().toString()), changed, "Put the old file back", "--runs DIR");
        ends(2, List.of("evaluate", run().toString()), changed);
        ends(2, List.of("run", file.toString(), "-q"), changed);
        Files.write(csv, old);
        ends(0, List.of("resume", run().toString()), "already done");
        Files.delete(csv);
        ends(2, List.of("resume", run().toString()), "my.csv", "beside the experiment in " + folder, "--data DIR");
    }

    @Test
    void theDataFolderComesFirst() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("my.csv"), "x,y\n1,2\n1,2\nabc,3\n");
        refused(List.of("--data", data.toString()), data + "/my.csv line 4 column 1 ('x'): 'abc' is not a number");
        Files.delete(data.resolve("my.csv"));
        refused(
                List.of("--data", data.toString(), "target.file=yours.csv"),
                "the data file yours.csv is missing in " + data + ", nor is it beside the experiment in " + folder);
    }

    @Test
    void tooFewRowsAreSaid() throws IOException {
        Files.writeString(csv, table(60, 0));
        ends(
                0,
                List.of("run", file.toString(), "-q"),
                "WARN: target 'points' holds out 30 rows, so run.draws = 100 draws are measured against 30. The floor"
                        + " measures run.floor-repeats = 3 pairs of sets of run.draws = 100 held-out rows, each used"
                        + " once, 600 in all. There will be no floor, as it needs 2 pairs or more. Set run.draws = 5"
                        + " or fewer, or run.floor-repeats = 2 and run.draws = 7 or fewer, or hold out more rows.");
    }

    @Test
    void withoutHeldOutRowsNothingIsMeasuredAgainstThem() {
        refused(
                List.of("target.held-out=0"),
                "metrics[0]: metric 'mmd' needs ",
                "held-out rows or more, and target 'points' holds out 0: let it hold out more (target.held-out of"
                        + " points), or leave the metric out");
        ends(0, List.of("run", file.toString(), "-q", "target.held-out=0", "metrics=[]"));
    }

    @Test
    void badPointsAreRefusedBeforeAnythingIsComputed() throws IOException {
        Files.writeString(csv, "x,y\n1,2\n3\n");
        refused(List.of(), "target 'points': ", "my.csv line 3 has 1 value, the header has 2");
        Files.writeString(csv, "x,y\n1,2\n3,NaN\n");
        refused(List.of(), "my.csv line 3 column 2 ('y'): NaN is not finite");
        Files.writeString(csv, "");
        refused(List.of(), "my.csv is empty");
        refused(List.of("target.file=null"), "needs a file of points");
        Files.writeString(csv, table(100, 0));
        refused(List.of("corrector=mala"), "corrector: needs a density, and target 'points' offers draws only");
        refused(List.of("metrics=[ksd]"), "metric 'ksd' needs a density, and target 'points' offers draws only");
    }

    @Test
    void aSamplerOfDensitiesSaysWhatItNeeds() {
        ends(
                2,
                List.of("run", file.toString(), "-q", "sampler=fis"),
                "sampler 'fis' on target 'points': ",
                "needs a density, and points offers draws only");
    }

    @Test
    void oddPointsAreSaid() throws IOException {
        Files.writeString(
                csv, IntStream.range(0, 400).mapToObj(i -> i + ",3\n").collect(Collectors.joining("", "x,y\n", "")));
        PrintStream err = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ends(0, List.of("run", file.toString(), "-q", "metrics=[]"));
        } finally {
            System.setErr(err);
        }
        assertTrue(
                said.toString(StandardCharsets.UTF_8)
                        .startsWith("WARN: my.csv: column 2 is 3.0 everywhere: no density has such points, so leave the"
                                + " column out."),
                said.toString(StandardCharsets.UTF_8));
    }
}
