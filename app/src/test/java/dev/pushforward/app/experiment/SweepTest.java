package dev.pushforward.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    @Test
    void isTheProductOfItsAxes() {
        Sweep sweep = Sweep.parse(List.of("sampler.learning-rate=1e-3, 1e-4", "run.seed=-1..1"));
        assertEquals(
                List.of(
                        "sampler.learning-rate=1e-3 run.seed=-1",
                        "sampler.learning-rate=1e-3 run.seed=0",
                        "sampler.learning-rate=1e-3 run.seed=1",
                        "sampler.learning-rate=1e-4 run.seed=-1",
                        "sampler.learning-rate=1e-4 run.seed=0",
                        "sampler.learning-rate=1e-4 run.seed=1"),
                sweep.points().stream().map(Sweep.Point::label).toList());
        assertEquals(List.of(0), sweep.comparedAxes(), "runs that differ in the seed alone are repetitions");
    }

    @Test
    void commasWithinAValueAreItsOwn() {
        Sweep sweep = Sweep.parse(List.of("a=[1,2],[3],{x=1,y=2},\"p,q\",r"));
        assertEquals(
                List.of("[1,2]", "[3]", "{x=1,y=2}", "\"p,q\"", "r"),
                sweep.axes().getFirst().values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run.seed        | write key=value,value,...",
                "=1              | write key=value,value,...",
                "a=1,,2          | a value is empty or stands twice",
                "a=1,1           | a value is empty or stands twice",
                "a=              | a value is empty or stands twice",
                "a=5..1          | 5..1 is empty: write the smaller end first",
                "a=1..10001      | makes 10001 runs",
                "a=1..1000000000000 | makes 1000000000000 runs"
            })
    void whatIsWrongIsSaid(String text, String message) {
        var e = assertThrows(InputException.class, () -> Sweep.parse(List.of(text)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void anAxisIsGivenOnceAndTheProductIsBounded() {
        assertTrue(assertThrows(InputException.class, () -> Sweep.parse(List.of("a=1", "a=2")))
                .getMessage()
                .contains("a is swept twice"));
        assertTrue(assertThrows(InputException.class, () -> Sweep.parse(List.of("a=1..200", "b=1..200")))
                .getMessage()
                .contains("makes 40000 runs"));
    }
}
