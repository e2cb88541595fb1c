package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
 * Whatever stands in an experiment file or an override, a run ends with 0 and a report, or with 2, a message without a stack trace and nothing begun.
 * Numbers stay small: a run of a billion iterations is no error, and one that a huge step size makes overflow ends with 1.
 */
class FuzzTest {
    private static final long SEED = 20;
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
            """);

    private static final List<String> TOKENS = List.of("{", "}", "[", "]", "\"", "\"\"\"", "=", ":", "+=", ",", "\n", "#", "//", "${", "${run.seed}", "${?X}", "$", "\\", "\\u12",
            "include \"x\"", "include required(file(\"x\"))", "null", "true", "NaN", "-", ".", "..", "1e999", "name", "run", "7", "é", "\0", "\uD800", "\uFEFF", " ", "\t", "name = ", "a.b.c = 1");

    private static final List<String> KEYS = List.of("title", "target", "target.name", "target.dimension", "target.x", "sampler", "sampler.name", "sampler.iterations", "sampler.rate",
            "corrector", "corrector.name", "corrector.steps", "corrector.step-size", "metrics", "run", "run.seed", "run.draws", "run.replicates", "run.precision", "run.threads",
            "run.checkpoint-every", "run.floor-repeats", "run.plot-coordinates", "run.reference", "run.reference.chains", "run.reference.corrector", "grid", "grid.rows", "grid.columns.c",
            "compare", "compare.metric", "compare.values", "", ".", "a..b", "\"", "run.\"seed\"", "x y", "${x}", "é");

    private static final List<String> VALUES = List.of("", "0", "1", "2", "-1", "1.5", "0.5", "1e-300", "1e999", "-1e999", "NaN", "Infinity", "true", "null", "\"",
            "\"\"", "[]", "[1]", "[1,2]", "[1,", "[[1]]", "[null]", "{}", "{", "{a=1}", "{name=mmd}", "{name={name=mmd}}", "[{name=mmd},{name=mmd}]", "normal", "nromal", "mmd", "mala", "median",
            "float64", "test-location", "test-table", "broken-target", "draws-only", "${run.seed}", "${nothing}", "${?nothing}", "a=b", "include \"x\"", "é", "\0", "# no");

    private Path folder;
    private int checks;

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fuzz");
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        delete(folder);
    }

    @Property(tries = 1500, seed = "" + SEED, shrinking = ShrinkingMode.BOUNDED)
    void damagedFiles(@ForAll("damaged") String text) {
        check(text, List.of());
    }

    @Property(tries = 1500, seed = "" + SEED, shrinking = ShrinkingMode.BOUNDED)
    void oddOverrides(@ForAll("experiments") String text, @ForAll("overrides") List<String> overrides) {
        check(text, overrides);
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
        return Combinators.combine(Arbitraries.of(EXPERIMENTS), damages().list().ofMinSize(1).ofMaxSize(4)).as((text, damages) -> {
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

    /** A span that is lost, doubled, moved to the end or replaced by a token; spans are at most 12 characters, so that a number grows by few digits. */
    private static Arbitrary<Damage> damages() {
        return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 12), Arbitraries.of("lose", "double", "move", "replace", "insert"), Arbitraries.of(TOKENS))
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
            var arguments = Stream.concat(Stream.of("run", file.toString(), "-q"), overrides.stream()).toArray(String[]::new);
            int code = assertTimeoutPreemptively(LIMIT, () -> console.execute(arguments));
            assertFalse(console.err().contains("\tat ") || console.err().contains("Exception"), console.err());
            if (code == 0) {
                try (Stream<Path> folders = Files.list(runs)) {
                    for (Path run : (Iterable<Path>) folders::iterator) {
                        assertTrue(Files.size(run.resolve("report.html")) > 0, run + " has no report");
                    }
                }
                delete(runs);
            } else {
                assertEquals(2, code, console.err());
                assertFalse(console.err().isBlank(), "not a word");
                assertFalse(Files.exists(runs), "begun in vain");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
