package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.StepInfo;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static void add(History history, int from, int to) {
        for (int i = from; i < to; i++) {
            history.add(StepInfo.of("loss", i).with("rate", 1.0 / (1 + i)));
        }
    }

    @Test
    void pointsAreMeansOverEquallyManyIterations() {
        var history = new History();
        add(history, 0, 10_000);
        assertEquals(8, history.stride());
        var loss = history.curves().get("loss");
        assertEquals(1250, loss.size());
        for (int i = 0; i < loss.size(); i++) {
            assertEquals(8 * i + 3.5, loss.get(i), 1e-9); // the mean of 8i ... 8i + 7
        }
        assertTrue(history.curves().keySet().equals(Set.of("loss", "rate")));
    }

    @Test
    void aSavedHistoryGoesOnAsTheWhole() {
        var whole = new History();
        add(whole, 0, 7_777);
        var part = new History();
        add(part, 0, 3_333);
        var rest = History.of(part.state());
        add(rest, 3_333, 7_777);
        assertEquals(whole.curves(), rest.curves());
        assertEquals(whole.stride(), rest.stride());
    }
}
