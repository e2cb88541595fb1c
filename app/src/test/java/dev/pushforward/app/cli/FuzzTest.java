package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.spi.Printable;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Whatever stands in an experiment file or an override, a run ends with 0 and a report, or with 2, a message without a
 * stack trace and nothing half-written. A run of a billion iterations is no error: what takes more than some seconds is
 * asked to stop and ends with 130.
 */
class FuzzTest {
    private static final long SEED = 20;
    private static final int TRIES = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(60); // a hang, on a slow machine too

    private static final List<String> EXPERIMENTS = List.of("""
        title = "One", target { name = normal, dimension = 2 }
        sampler { name = test-location, iterations = 3, rate = 0.1 }
        corrector { name = mala, steps = 2 }
        metrics = [ mmd, { name = ksd } ]
        run { seed = 5, draws = 9, checkpoint-every = 2, floor-repeats = 2, threads = 1 }
        """, """
        sampler { name = test-location, iterations = 2 }
        metrics = [ { name = mmd, kernel = median, estimator = v } ]
        grid {
          rows { a { target = banana }, b { target = mog2 } }
          columns { c { corrector.name = langevin }, d { corrector { name = hmc, steps = 1 } } }
        }
        compare { name = "T", metric = mmd, values { a { c { drawn = [1e-2, 1e-3] } } } }
        run { draws = 8, floor-repeats = 1, replicates = 2, precision = float64, plot-coordinates = [1, 2] }
        """, """
        target { name = laplace, dimension = 3 }
        sampler { name = test-location, iterations = 1 }
        metrics = [ sliced-wasserstein, moments ]
        run { draws = 7, floor-repeats = 1, reference { corrector { name = hmc, steps = 2 }, chains = 9 } }
        """, """
        target { name = student-t, dimension = 2 }
        sampler { name = afis, iterations = 2, batch = 8, hidden = [4], learning-rate = 1e-3
                  score { name = exact-score-matching, hidden = [4] } }
        corrector { name = random-walk, steps = 2, adaptation = 2 }
        metrics = [ mmd, ksd ]
        run { draws = 6, checkpoint-every = 1, floor-repeats = 2 }
        """);

    private static final String NESTED = "[".repeat(3000);

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\"\"\"",
            "=",
            ":",
            "+=",
            ",",
            "\n",
            "#",
            "//",
            "${",
            "${run.seed}",
            "${?X}",
            "$",
            "\\",
            "\\u12",
            "include \"x\"\n",
            "include required(file(\"x\"))\n",
            "\ninclude \"fuzz.conf\"\n",
            "\ninclude \"pipe\"\n",
            "\ninclude file(\"/dev/zero\")\n",
            "\ninclude url(\"http://127.0.0.1:1/x\")\n",
            "\ninclude \"good.conf\"\n",
            "${PATH}",
            "${?PATH}",
            "let.p = ${PATH}\n",
            NESTED,
            "{a=".repeat(2000),
            "\033[2J",
            "\u0085",
            "\u202E",
            "\u2028",
            "\r",
            "x".repeat(100_000),
            "null",
            "true",
            "NaN",
            "-",
            ".",
            "..",
            "1e999",
            "name",
            "run",
            "7",
            "é",
            "\0",
            "\uD800",
            "\uFEFF",
            " ",
            "\t",
            "name = ",
            "a.b.c = 1");

    private static final List<String> KEYS = List.of(
            "title",
            "target",
            "target.name",
            "target.dimension",
            "target.x",
            "sampler",
            "sampler.name",
            "sampler.iterations",
            "sampler.rate",
            "corrector",
            "corrector.name",
            "corrector.steps",
            "corrector.step-size",
            "corrector.adaptation",
            "sampler.batch",
            "sampler.hidden",
            "sampler.learning-rate",
            "sampler.scale",
            "sampler.latent",
            "sampler.score-steps",
            "sampler.score.hidden",
            "sampler.noised-weight",
            "target.degrees-of-freedom",
            "target.mean",
            "target.sd",
            "target.scale",
            "metrics",
            "run",
            "run.seed",
            "run.draws",
            "run.replicates",
            "run.precision",
            "run.threads",
            "run.checkpoint-every",
            "run.floor-repeats",
            "run.plot-coordinates",
            "run.plot-marginals",
            "run.reference",
            "run.reference.chains",
            "run.reference.corrector",
            "grid",
            "grid.rows",
            "grid.columns.c",
            "compare",
            "compare.metric",
            "compare.values",
            "",
            ".",
            "a..b",
            "\"",
            "run.\"seed\"",
            "x y",
            "${x}",
            "é",
            "let.p",
            "\033[2J",
            "a.".repeat(3000) + "b");

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "2",
            "-1",
            "1.5",
            "0.5",
            "1e-300",
            "1e999",
            "-1e999",
            "NaN",
            "Infinity",
            "-0.0",
            "1e1",
            "2.5E-1",
            "+3",
            "0x10",
            "1e-45",
            "4.9e-324",
            "1e9",
            "1e18",
            "1e30",
            "1e300",
            "-1e300",
            "1.7976931348623157e308",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9223372036854775808",
            "[65536,65536,65536,65536,65536,65536,65536,65536,65536,65536,65536,65536,65536,65536,65536,65536]",
            "[0]",
            "[-1]",
            "[1e30]",
            "true",
            "null",
            "\"",
            "\"\"",
            "[]",
            "[1]",
            "[1,2]",
            "[1,",
            "[[1]]",
            "[null]",
            "{}",
            "{",
            "{a=1}",
            "{name=mmd}",
            "{name={name=mmd}}",
            "[{name=mmd},{name=mmd}]",
            "normal",
            "nromal",
            "mmd",
            "mala",
            "median",
            "float64",
            "test-location",
            "test-table",
            "broken-target",
            "draws-only",
            "${run.seed}",
            "${nothing}",
            "${?nothing}",
            "${PATH}",
            "a=b",
            "include \"x\"",
            "{include url(\"http://127.0.0.1:1/x\")}",
            "é",
            "\0",
            "# no",
            "a # b",
            "a//b",
            "a\\",
            "a,b",
            "[a] b",
            NESTED,
            "{a=".repeat(2000),
            "\033[2J",
            "\033]0;x\007",
            "\u0085\u009B",
            "\u202Eevil",
            "a\nWARN: b",
            "\r",
            "x".repeat(100_000));

    /** Settings of the last experiment that are numbers, and what numbers can be. */
    private static final List<String> NUMERIC = List.of(
            "target.dimension",
            "target.degrees-of-freedom",
            "sampler.iterations",
            "sampler.batch",
            "sampler.learning-rate",
            "sampler.beta-1",
            "sampler.scale",
            "sampler.latent",
            "sampler.score-steps",
            "sampler.averaging",
            "sampler.decay",
            "sampler.annealing",
            "sampler.noised-weight",
            "sampler.score.learning-rate",
            "corrector.steps",
            "corrector.step-size",
            "corrector.adaptation",
            "corrector.acceptance",
            "run.seed",
            "run.draws",
            "run.floor-repeats",
            "run.checkpoint-every");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0.0",
            "1",
            "1e0",
            "3",
            "+3",
            "2.5E-1",
            "0.99",
            "1e1",
            "30",
            "1e3",
            "1e6",
            "1e7",
            "1e-6",
            "1e-20",
            "1e-45",
            "1e-300",
            "4.9e-324",
            "1e9",
            "1e18",
            "1e20",
            "1e30",
            "1e38",
            "1e39",
            "1e300",
            "1.7976931348623157e308",
            "1e309",
            "-1",
            "-1e-300",
            "-1e300",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775808");

    /** No error, but hours: the kernel metrics take every pair of draws. */
    private static final String SLOW = "run\\.draws=1e[67]";

    private Path folder;
    private final Map<Integer, Integer> endings = new TreeMap<>();
    private int checks;

    @BeforeProperty
    void makeFolder() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("fuzz");
        Files.writeString(folder.resolve("good.conf"), "run.seed = 4");
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        delete(folder);
        System.out.println("exit codes of the fuzzed runs: " + endings);
    }

    @Property(seed = "" + SEED, tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void damagedFiles(@ForAll("damaged") String text) {
        check(text, List.of());
    }

    @Property(seed = "" + SEED, tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void oddOverrides(@ForAll("experiments") String text, @ForAll("overrides") List<String> overrides) {
        check(text, overrides);
    }

    @Property(seed = "" + SEED, tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void hugeAndTinyNumbers(@ForAll("numbers") List<String> overrides) {
        check(EXPERIMENTS.getLast(), overrides);
    }

    /** Whatever is named as an experiment, a data folder, a plugin folder or a run. */
    @Property(seed = "" + SEED, tries = 60, shrinking = ShrinkingMode.OFF)
    void oddPlaces(@ForAll("places") String place, @ForAll("commands") List<String> command) {
        var stop = new StopSignal();
        var console = new Console(folder.resolve("nowhere"));
        String[] arguments = command.stream()
                .map(word -> word.equals("PLACE") ? place.replace("FOLDER", folder.toString()) : word)
                .toArray(String[]::new);
        int code = assertTimeoutPreemptively(LIMIT, () -> console.execute(stop, arguments));
        endings.merge(code, 1, Integer::sum);
        assertEquals(2, code, console.err());
        readable(console);
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of(
                "FOLDER/pipe",
                "/dev/zero",
                "/dev/null",
                "/dev/full",
                "FOLDER/loop",
                "FOLDER/loop/x",
                "FOLDER/good.conf",
                "FOLDER/good.conf/x",
                "FOLDER/none\033[2J",
                "/proc/self/mem",
                "x".repeat(5000),
                "a\nb");
    }

    @Provide
    Arbitrary<List<String>> commands() {
        return Arbitraries.of(
                List.of("run", "PLACE"),
                List.of("list", "--plugins", "PLACE"),
                List.of("resume", "PLACE"),
                List.of("report", "PLACE"),
                List.of("draw", "PLACE", "-n", "1", "-o", "x.npz"));
    }

    @Provide
    Arbitrary<List<String>> numbers() {
        return Combinators.combine(Arbitraries.of(NUMERIC), Arbitraries.of(NUMBERS))
                .as((key, value) -> key + "=" + value)
                .filter(override -> !override.matches(SLOW))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<String> experiments() {
        return Arbitraries.of(EXPERIMENTS);
    }

    @Provide
    Arbitrary<List<String>> overrides() {
        return Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(VALUES))
                .as((key, value) -> key + "=" + value)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> damaged() {
        return Combinators.combine(
                        Arbitraries.of(EXPERIMENTS),
                        damages().list().ofMinSize(1).ofMaxSize(4))
                .as((text, damages) -> {
                    String now = text;
                    for (Damage damage : damages) {
                        now = damage.to(now);
                    }
                    return now;
                });
    }

    private interface Damage {
        String to(String text);
    }

    /**
     * A span that is lost, doubled, moved to the end or replaced by a token; spans are at most 12 characters, so that a
     * number grows by few digits.
     */
    private static Arbitrary<Damage> damages() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of("lose", "double", "move", "replace", "insert"),
                        Arbitraries.of(TOKENS))
                .as((where, length, kind, token) -> text -> {
                    int from = (int) (where * text.length());
                    int to = Math.min(text.length(), from + length);
                    String span = text.substring(from, to);
                    String before = text.substring(0, from);
                    String after = text.substring(to);
                    return switch (kind) {
                        case "lose" -> before + after;
                        case "double" -> before + span + span + after;
                        case "move" -> before + after + span;
                        case "replace" -> before + token + after;
                        default -> before + token + span + after;
                    };
                });
    }

    private void check(String text, List<String> overrides) {
        Path runs = folder.resolve("runs " + ++checks); // or what a failed one left would fail those that shrink it
        Path file = folder.resolve("fuzz.conf");
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            var console = new Console(runs);
            var stop = new StopSignal();
            CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(stop::ask);
            var arguments = Stream.concat(Stream.of("run", file.toString(), "-q"), overrides.stream())
                    .toArray(String[]::new);
            int code = assertTimeoutPreemptively(LIMIT, () -> console.execute(stop, arguments));
            endings.merge(code, 1, Integer::sum);
            readable(console);
            assertFalse(console.err().contains("\tat ") || console.err().contains("Exception"), console.err());
            if (code != 0) {
                assertTrue(code == 2 || code == 130 && stop.asked(), code + ": " + console.err());
                assertFalse(console.err().isBlank(), "not a word");
            }
            if (Files.exists(runs)) {
                try (Stream<Path> folders = Files.list(runs)) {
                    for (Path run : (Iterable<Path>) folders::iterator) {
                        assertEquals(
                                code == 0,
                                Files.exists(run.resolve("report.html")),
                                run + " has a report if it is done");
                        whole(run);
                        assertFalse(
                                Files.readString(run.resolve("experiment.conf")).contains(System.getenv("PATH")),
                                "the environment");
                    }
                }
                delete(runs);
            } else {
                assertNotEquals(0, code, "done without a folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No control character reaches a terminal, and no line is longer than somebody reads. */
    private static void readable(Console console) {
        String all = console.err() + console.out();
        assertEquals(Printable.text(all), all);
        assertTrue(
                all.lines().allMatch(line -> line.length() <= 4000) && all.length() < 100_000,
                () -> "a message of " + all.length() + " characters");
    }

    /** Everything in the folder of a run can be read, and each part is measured or to be gone on with. */
    private static void whole(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                assertFalse(name.endsWith(".tmp"), file + " is half-written");
                if (name.endsWith(".npz")) {
                    StateFile.read(file); // checks the checksum
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
