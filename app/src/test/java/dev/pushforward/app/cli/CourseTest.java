package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.run.Course;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Measurements in the course of training. */
class CourseTest extends OnExperiment {
    CourseTest() {
        super("""
            sampler { name = afis, iterations = 25, batch = 60, hidden = [8, 8], score { hidden = [8, 8] } }
            corrector { name = mala, steps = 3 }
            metrics = [ { name = ksd }, { name = blocks, metric = ksd, size = 20 }, { name = mmd } ]
            run { draws = 100, floor-repeats = 2 }
            grid { rows { wells { target = double-well } }, columns { a {}, b { sampler.score-steps = 1 } } }
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

    /** The second column has no metrics, on a target of its own. */
    @Test
    void aCellWithoutMetricsHasNoCurves() throws IOException {
        Files.writeString(file, """
            sampler { name = test-location, iterations = 20 }
            metrics = [ mmd ]
            grid { rows { r {} }, columns { a { target = double-well }, b { target = banana, metrics = [] } } }
            run { draws = 50, floor-repeats = 0, measure-every = 10 }
            """);
        Path run = run();
        assertTrue(Files.exists(run.resolve("plots/course.png")));
        assertFalse(Files.exists(run.resolve("plots/course-2.png")));
    }

    /**
     * Every ten of 25 iterations, in one picture for the target, with the name of a second metric of the same name
     * numbered; the draws are those of a run that did not measure.
     */
    @Test
    void measuresAndChangesNothing() throws IOException {
        Path measured = run("run.measure-every=10");
        Path plain = run();
        assertArrayEquals(
                Files.readAllBytes(plain.resolve("wells/a/draws.npz")),
                Files.readAllBytes(measured.resolve("wells/a/draws.npz")));
        assertTrue(Files.size(measured.resolve("plots/course.png")) > 10_000);
        assertFalse(Files.exists(plain.resolve("plots/course.png")));
        assertTrue(Files.readString(measured.resolve("report.html")).contains("During training"));
        assertFalse(Files.readString(plain.resolve("report.html")).contains("During training"));
        for (String cell : List.of("a", "b")) {
            Course course = Course.of(
                    StateFile.read(measured.resolve("wells").resolve(cell).resolve("checkpoints/0000000025.npz"))
                            .under("course"));
            assertEquals(List.of(10.0, 20.0), course.iterations());
            assertEquals(
                    List.of("ksd", "ksd [2]", "mmd"),
                    List.copyOf(course.values().keySet()));
            assertTrue(
                    course.values().values().stream()
                            .allMatch(v -> v.size() == 2 && v.stream().allMatch(Double::isFinite)),
                    course.values().toString());
        }
    }
}
