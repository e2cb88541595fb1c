package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.StepInfo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressInLinesTest {
    private final StringWriter text = new StringWriter();

    private ProgressInLines progress(Duration longest) {
        return new ProgressInLines(new PrintWriter(text), "seed 1", longest);
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    private void await(int lines) throws InterruptedException {
        while (lines().size() < lines) {
            Thread.sleep(2);
        }
    }

    @Test
    void whatTakesLongSaysHowMuchIsDoneAndHowLongTheRestWillTake() throws InterruptedException {
        ProgressInLines progress = progress(Duration.ofMillis(20));
        progress.working("a/b", "measuring ksd");
        await(1);
        progress.progressed(0.25);
        int before = lines().size();
        await(before + 2);
        progress.ended();
        assertTrue(lines().getFirst().matches("seed 1: a/b: measuring ksd: at work for \\d+ s"), lines().getFirst());
        assertTrue(
                lines().getLast().matches("seed 1: a/b: measuring ksd: 25 % done, about \\d+ s left"),
                lines().getLast());
    }

    /** A step may take longer than the time between lines. */
    @Test
    void aTrainingWithLongStepsSaysItToo() throws InterruptedException {
        ProgressInLines progress = progress(Duration.ofMillis(20));
        progress.training("", 50, 100);
        progress.stepped(75, new StepInfo(Map.of()));
        await(2);
        progress.ended();
        assertEquals("seed 1: training, continuing at iteration 50 of 100", lines().getFirst());
        assertTrue(lines().getLast().matches("seed 1: training: 75 % done, about \\d+ s left"), lines().getLast());
    }

    @Test
    void whatIsShortIsNotSpokenOf() {
        ProgressInLines progress = progress(Duration.ofHours(1));
        progress.phase("", "measuring");
        progress.working("", "measuring mmd");
        progress.progressed(0.5);
        progress.ended();
        progress.progressed(1); // a thread that has not heard of the end
        progress.ended();
        assertEquals(List.of("seed 1: measuring"), lines());
    }

    @Test
    void theTimeLeftIsInWords() {
        assertEquals("at work for 40 s", TimeLeft.text(0, 0, Duration.ofSeconds(40)));
        assertEquals("50 % done, about 10 min left", TimeLeft.text(0.5, 0.5, Duration.ofMinutes(10)));
        // it began at half
        assertEquals("75 % done, about 10 min left", TimeLeft.text(0.75, 0.5, Duration.ofMinutes(10)));
        assertEquals("99 % done, about 2 h 5 min left", TimeLeft.text(0.999, 0.5, Duration.ofMinutes(125)));
        assertEquals("100 % done, about 0 s left", TimeLeft.text(1, 1, Duration.ofMinutes(1)));
    }
}
