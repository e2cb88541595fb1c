package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Draws;
import dev.pushforward.core.store.ArrayFile;
import dev.pushforward.targets.DoubleWell;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run whose sampler weighs its draws: N(0.4, 2^2 I) for two wells of unequal mass. What the weighted draws must give
 * is known; without their weights they are far from it.
 */
class WeightedDrawsTest extends OnExperiment {
    private static final DoubleWell WELL = new DoubleWell(-0.5, -6, 1);
    private static final double LEFT = WELL.modeWeights()[0];

    WeightedDrawsTest() {
        super("""
            target { name = double-well }
            sampler { name = test-importance, mean = 0.4 }
            metrics = [ mode-weights, sliced-wasserstein, test-evidence ]
            run { draws = 2000, floor-repeats = 2, seed = 3 }
            """);
    }

    private Path run(String... overrides) {
        var arguments = Stream.concat(Stream.of("run", file.toString(), "--quiet"), Stream.of(overrides))
                .toArray(String[]::new);
        assertEquals(0, console.execute(arguments), console.err());
        return Path.of(console.out()
                        .lines()
                        .filter(l -> l.startsWith("Report: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("Report: ".length()))
                .getParent();
    }

    private static Map<?, ?> result(Path run, String name) throws IOException {
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            Map<?, ?> map = JsonMapper.builder().build().readValue(line, Map.class);
            if (map.get("name").equals(name)) {
                return map;
            }
        }
        throw new AssertionError(name + " is not in " + run);
    }

    private static double number(Map<?, ?> map, String key) {
        return ((Number) map.get(key)).doubleValue();
    }

    private Path drawn(Path run, String name, long n, String... options) {
        Path to = folder.resolve(name);
        String[] all = Stream.concat(
                        Stream.of("draw", run.toString(), "-n", Long.toString(n), "-o", to.toString(), "-q"),
                        Stream.of(options))
                .toArray(String[]::new);
        assertEquals(0, console.execute(all), console.err());
        return to;
    }

    /** The share of the left well under the weights. Five of its standard errors: false alarm below 6e-7. */
    @Test
    void everyPartOfARunHonoursTheWeights() throws IOException {
        Path run = run();
        Map<?, ?> left = result(run, "mode-weight-1");
        assertEquals(LEFT, number(left, "value"), 5 * number(left, "standardError"));
        Map<?, ?> worth = result(run, "effective-sample-size");
        assertTrue(number(worth, "value") > 100 && number(worth, "value") < 1500, worth.toString());
        double truth = WELL.logNormalizer().orElseThrow();
        assertEquals("lower_bound", result(run, "elbo").get("bound"));
        assertTrue(number(result(run, "elbo"), "value") < truth && number(result(run, "eubo"), "value") > truth);
        assertFalse(result(run, "elbo").containsKey("floor"), "exact draws have no weights, so no floor");
        assertTrue(left.containsKey("floor"));
        assertTrue(number(result(run, "outside-support"), "value") == 0);
        String page = Files.readString(run.resolve("report.html"));
        for (String text : List.of(console.out(), page)) {
            assertTrue(text.contains("effective-sample-size: how many equally weighted draws"), text);
            assertTrue(text.contains("higher, at most ") && text.contains("lower, at least "), text);
            assertFalse(text.contains("ERROR"), text);
        }
        assertTrue(page.contains("Weighted draws are shown as equally weighted ones"));
        assertEquals(0, console.execute("evaluate", run.toString(), "-n", "500", "-q"), console.err());
        assertTrue(
                console.out().contains("effective-sample-size") && console.out().contains("elbo"), console.out());
    }

    @Test
    void aFileHoldsTheLogWeights() throws IOException {
        Path run = run("metrics=[]");
        Tensor x = ArrayFile.read(drawn(run, "x.npz", 100), "draws");
        assertTrue(console.err().contains("Note: 100 weighted draws are worth"), console.err());
        Tensor logs = ArrayFile.read(folder.resolve("x.npz"), "log_weights");
        assertArrayEquals(new int[] {100}, logs.shape());
        List<String> lines = Files.readAllLines(drawn(run, "x.csv", 100));
        assertEquals("x1,x2,log_weight", lines.getFirst());
        assertEquals(101, lines.size());
        assertEquals((float) x.get(41, 0) + "," + (float) x.get(41, 1) + "," + (float) logs.get(41), lines.get(42));
        double[] z = x.sub(0.4).div(2).square().sum(1).mul(-0.5).toDoubleArray();
        double log = WELL.logDensity(x).get(41) - z[41] + Math.log(8 * Math.PI);
        assertEquals(log, logs.get(41), 1e-4);
        assertEquals(List.of("x1,x2"), Files.readAllLines(drawn(run, "none.csv", 0)));
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(f -> f.toString().endsWith(".tmp")), "temporary files are left");
        }
    }

    /** Rows over several blocks: as many copies of each draw as its weight says, in order, and no weights. */
    @Test
    void resampledDrawsAreEquallyWeighted() throws IOException {
        Path run = run("metrics=[]");
        int n = 140_000; // three blocks
        Path weighted = drawn(run, "w.npz", n);
        Draws draws = Draws.weighted(ArrayFile.read(weighted, "draws"), ArrayFile.read(weighted, "log_weights"));
        double[] shares = draws.normalizedWeights();
        double[] copies =
                ArrayFile.read(drawn(run, "r.npz", n, "--resample"), "").toDoubleArray();
        assertTrue(console.err().contains("140,000 weighted draws are worth"), console.err());
        assertEquals(2 * n, copies.length);
        int at = 0;
        for (int i = 0; i < n; i++) {
            int seen = 0;
            while (at < n
                    && copies[2 * at] == draws.points().get(i, 0)
                    && copies[2 * at + 1] == draws.points().get(i, 1)) {
                seen++;
                at++;
            }
            assertTrue(Math.abs(seen - n * shares[i]) < 1 + 1e-6, seen + " copies of a draw worth " + n * shares[i]);
        }
        assertEquals(n, at, "all copies are of draws, in their order");
    }

    @Test
    void resampledThenCorrected() throws IOException {
        Path run = run("metrics=[]", "corrector={ name = mala, steps = 3, adaptation = 0, step-size = 0.05 }");
        double[] x = ArrayFile.read(drawn(run, "r.npz", 2000, "--resample", "--correct"), "draws")
                .toDoubleArray();
        assertEquals(4000, x.length);
        long distinct = Arrays.stream(x).distinct().count();
        assertTrue(distinct > 3000, distinct + " numbers of 4000: copies move apart");
        Tensor points = ArrayFile.read(drawn(run, "c.npz", 2000, "--correct"), "draws");
        Draws corrected = Draws.weighted(points, ArrayFile.read(folder.resolve("c.npz"), "log_weights"));
        int[] mode = WELL.modeOf(points);
        double[] w = corrected.normalizedWeights();
        double left = 0;
        double squares = 0;
        for (int i = 0; i < w.length; i++) {
            left += mode[i] == 0 ? w[i] : 0;
            squares += w[i] * w[i];
        }
        assertEquals(LEFT, left, 5 * Math.sqrt(squares * LEFT * (1 - LEFT)) + 0.01);
    }

    /** The run is a success: its result says that the bound is wrong. */
    @Test
    void aBoundOnTheWrongSideIsAnError() throws IOException {
        Path run = run("metrics=[{ name = test-evidence, wrong = 50 }]");
        String error = "ERROR: elbo (drawn, replicate 1) is ";
        assertTrue(console.out().contains(error), console.out());
        assertTrue(Files.readString(run.resolve("report.html")).contains(error));
        List<String> lines = Files.readAllLines(run.resolve("measurements.csv"));
        assertTrue(lines.getFirst().endsWith(",bound,error"), lines.getFirst());
        assertTrue(lines.get(1).endsWith(",lower_bound,wrong-side"), lines.get(1));
        assertTrue(lines.get(2).endsWith(",upper_bound,"), lines.get(2));
        assertEquals(0, console.execute("evaluate", run.toString(), "-q"), console.err());
        assertTrue(console.out().contains(error), console.out());
    }

    /** A training may check other numbers than a Fisher divergence. */
    @Test
    void checksAreAnyNamedNumbers() throws IOException {
        Path run = run("sampler.checks=true", "metrics=[]");
        assertTrue(
                console.out()
                        .matches("(?s).*Drawn from iteration 0, the last, without selection; on 500 fresh draws its"
                                + " elbo is \\S+ \\(standard error 0\\.2500\\), its loss is 1\\.500\\..*"),
                console.out());
        assertFalse(console.out().contains("fisher"), console.out());
        assertEquals("check", result(run, "elbo").get("metric"));
        assertEquals("lower_bound", result(run, "elbo").get("bound"));
        assertEquals(1.5, number(result(run, "loss"), "value"));
    }

    @Test
    void fewDrawsWithNearlyAllTheWeightAreWarnedOf() throws IOException {
        run("sampler.width=40");
        assertTrue(console.out().contains("WARN: 2,000 weighted draws are worth as few as"), console.out());
    }

    @Test
    void whatIsNoWeightEndsTheRun() {
        assertEquals(2, console.execute("run", file.toString(), "-q", "sampler.bad=1"));
        assertTrue(
                console.err()
                        .matches("(?s).*sampler 'test-importance' on target 'double-well':"
                                + " the log weight in row \\d+ is NaN.*"),
                console.err());
    }

    @Test
    void weightsThatAreNotThereAreMissedAtOnce() throws IOException {
        assertEquals(2, console.execute("run", file.toString(), "-q", "sampler={ name = test-location }"));
        assertTrue(
                console.err()
                        .contains("metric 'test-evidence' needs weighted draws, and sampler 'test-location' gives"
                                + " equally weighted ones: leave the metric out"),
                console.err());
        Path run = run("sampler={ name = test-location, iterations = 1 }", "metrics=[]");
        Path to = folder.resolve("none.npz");
        assertEquals(2, console.execute("draw", run.toString(), "-n", "10", "-o", to.toString(), "-q", "--resample"));
        assertTrue(console.err().contains("gives equally weighted draws: leave --resample out"), console.err());
        assertFalse(Files.exists(to));
    }
}
