package dev.pushforward.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private enum Shape {
        ROUND,
        VERY_FLAT
    }

    private static final Setting<Integer> STEPS = Setting.integer("steps", 10, 1, 100, "how many");
    private static final Setting<Double> SIZE = Setting.positive("step-size", 0.1, "how far");
    private static final Setting<Shape> SHAPE = Setting.choice("shape", Shape.ROUND, "which");
    private static final Setting<List<Integer>> HIDDEN = Setting.integers("hidden", List.of(20, 20), 1, 1000, "widths");
    private static final Setting<Boolean> QUIET = Setting.truth("quiet", false, "whether");
    private static final List<Setting<?>> ALL = List.of(STEPS, SIZE, SHAPE, HIDDEN, QUIET);

    @Test
    void defaultsAndGivenValues() {
        Settings settings =
                Settings.of(ALL, Map.of("steps", "7", "shape", "very-flat", "hidden", List.of(5), "quiet", true));
        assertEquals(7, settings.get(STEPS));
        assertEquals(0.1, settings.get(SIZE));
        assertEquals(Shape.VERY_FLAT, settings.get(SHAPE));
        assertEquals(List.of(5), settings.get(HIDDEN));
        assertTrue(settings.get(QUIET));
        assertEquals(
                "{steps=7, step-size=0.1, shape=very-flat, hidden=[5], quiet=true}",
                settings.toMap().toString());
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        var given = new LinkedHashMap<String, Object>();
        given.put("stepsize", 1);
        given.put("steps", 101);
        given.put("step-size", Double.NaN);
        given.put("shape", "very-flatt");
        given.put("hidden", List.of(3, "x"));
        given.put("quiet", "yes");
        List<String> problems = assertThrows(SettingsException.class, () -> Settings.of(ALL, given)).problems().stream()
                .map(Problem::toString)
                .toList();
        assertEquals(
                List.of(
                        "stepsize: unknown setting. Did you mean 'step-size'? Known here: steps, step-size, shape,"
                                + " hidden, quiet.",
                        "steps: is 101: must be 1 to 100. Default: 10.",
                        "step-size: is NaN: must be finite. Default: 0.1.",
                        "shape: is very-flatt: must be one of round, very-flat. Did you mean 'very-flat'? Default:"
                                + " round.",
                        "hidden: is [3, x]: element 2 = x must be a whole number. Default: [20, 20].",
                        "quiet: is yes: must be true or false. Default: false."),
                problems);
    }

    @Test
    void numbersOutsideTheirRange() {
        for (Object wrong : new Object[] {0, -1.5, "Infinity", "-Infinity", "", List.of(), Map.of()}) {
            assertThrows(
                    SettingsException.class, () -> Settings.of(ALL, Map.of("step-size", wrong)), String.valueOf(wrong));
        }
        for (Object wrong : new Object[] {2.5, "2.5", 1e12, "many"}) {
            assertThrows(
                    SettingsException.class, () -> Settings.of(ALL, Map.of("steps", wrong)), String.valueOf(wrong));
        }
    }

    /** A number so large that no int holds it is a whole number all the same. */
    @Test
    void wholeNumbersBeyondTheLargest() {
        Setting<Integer> seed = Setting.integer("seed", 1, 0, Integer.MAX_VALUE, "a seed");
        for (String large : List.of("2147483648", "9223372036854775808")) {
            var wrong = assertThrows(SettingsException.class, () -> Settings.of(List.of(seed), Map.of("seed", large)));
            assertEquals(
                    "seed: is " + large + ": must be at most 2147483647. Default: 1.",
                    wrong.problems().getFirst().toString());
        }
    }

    @Test
    void listsOfTexts() {
        Setting<List<String>> columns = Setting.texts("columns", List.of(), "which columns");
        assertEquals(
                List.of("x", "2"),
                Settings.of(List.of(columns), Map.of("columns", List.of("x", 2)))
                        .get(columns));
        assertEquals(List.of(), Settings.of(List.of(columns), Map.of()).get(columns));
        var wrong = assertThrows(SettingsException.class, () -> Settings.of(List.of(columns), Map.of("columns", "x")));
        assertEquals(
                "columns: is x: must be a list, e.g. [x, y]. Default: [].",
                wrong.problems().getFirst().toString());
    }

    @Test
    void nearestNames() {
        assertEquals(
                "double-well",
                NearestName.of("doublewell", List.of("banana", "double-well")).orElseThrow());
        assertTrue(NearestName.of("xyz", List.of("banana", "double-well")).isEmpty());
    }
}
