package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Components, as those of plugins may be, that fail wherever they are called: a message that names them, and no stack
 * trace.
 */
class FaultyComponentsTest extends OnExperiment {
    private static final String SAMPLER = "sampler 'test-faulty' on target 'banana': ";

    FaultyComponentsTest() {
        super("""
            target { name = banana }
            sampler { name = test-faulty }
            run { draws = 20, floor-repeats = 2 }
            """);
    }

    private void fails(int code, String message, String... overrides) {
        var arguments = Stream.concat(Stream.of("run", file.toString(), "-q"), Stream.of(overrides))
                .toArray(String[]::new);
        assertEquals(code, console.execute(arguments), console.err());
        assertTrue(console.err().contains(message), "'" + message + "' in\n" + console.err());
        assertFalse(console.err().contains("\tat "), console.err());
    }

    @ParameterizedTest
    @CsvSource({
        "start, java.lang.IllegalStateException: boom (--debug shows where)",
        "error, iteration 0: java.lang.AssertionError: boom (--debug shows where)",
        "checked, iteration 0: java.io.IOException: boom (--debug shows where)",
        "missing-class, iteration 0: misses the class my.Missing (--debug shows where)",
        "nothing, iteration 0: gave null",
        "state, java.lang.IllegalStateException: boom",
        "draw, java.lang.IllegalStateException: boom",
        "close, java.lang.IllegalStateException: boom"
    })
    void aSamplerIsNamedWhereverItFails(String at, String message) {
        fails(1, SAMPLER + message, "sampler.at=" + at);
    }

    @Test
    void aFactoryIsNamed() {
        fails(2, "sampler 'test-faulty' fails with java.lang.IllegalStateException: boom", "sampler.at=create");
    }

    @Test
    void otherDrawsThanThoseAskedForAreNotMeasured() {
        fails(1, SAMPLER + "gave draws of shape [19, 2]: must be [20, 2]", "sampler.at=few");
        fails(1, SAMPLER + "gave draws of shape [20, 3]: must be [20, 2]", "sampler.at=wide");
        fails(
                1,
                "corrector 'test-faulty' on target 'banana': gave draws of shape [1, 2]: must be [20, 2]",
                "corrector=test-faulty");
    }

    @ParameterizedTest
    @CsvSource({
        "needs, java.lang.IllegalStateException: boom",
        "error, java.lang.AssertionError: boom",
        "null-unit, 'java.lang.NullPointerException: unit: \"1\" for pure numbers'",
        "twice, gave two numbers called 'one': each needs its own name"
    })
    void aMetricIsNamedWhereverItFails(String by, String message) {
        fails(1, "metric 'test-faulty': " + message, "metrics=[{name=test-faulty,by=" + by + "}]");
    }

    @ParameterizedTest
    @CsvSource({"nan, one is NaN", "infinite, two is -Infinity", "error-nan, the standard error of one is NaN"})
    void aMetricThatGivesNoNumber(String by, String message) {
        fails(
                2,
                "metric 'test-faulty': " + message + "; the largest absolute value is ",
                "metrics=[{name=test-faulty,by=" + by + "}]");
    }

    @Test
    void aMetricThatGivesNoNumberForExactDraws() {
        fails(
                2,
                "metric 'test-faulty': one is NaN; the largest absolute value is 10",
                "target={name=normal,dimension=2,mean=100}",
                "metrics=[{name=test-faulty,by=floor-nan}]");
    }

    @Test
    void aMetricThatGivesOtherNumbersForOtherDraws() {
        fails(
                1,
                "metric 'test-faulty': gave 1 numbers for these draws and 0 for sets of exact draws",
                "target={name=normal,dimension=2,mean=100}",
                "metrics=[{name=test-faulty,by=draws}]");
    }

    @Test
    void aRunThatFailsByAnErrorOfJavaDoesNotTakeASweepWithIt() {
        String[] arguments = {"run", file.toString(), "-q", "--on-error", "continue", "--sweep", "sampler.at=error,none"
        };
        assertEquals(1, console.execute(arguments), console.err());
        assertTrue(console.err().contains("1 of 2 runs failed"), console.err());
        assertTrue(console.out().contains("java.lang.AssertionError: boom"), console.out());
        assertEquals(
                List.of(),
                console.err().lines().filter(line -> line.contains("\tat ")).toList());
    }
}
