package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.KnownTarget;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private static final RandomStream KEY = RandomStream.of(11);
    private static final Metric KSD =
            new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard());
    private static final Draws NONE = Draws.of(KnownTarget.SKEWED.draw(0, KEY));

    private static Measurement measure(Metric metric, Tensor x) {
        return metric.measure(Subject.of(Draws.of(x), KnownTarget.SKEWED, NONE), KEY)
                .getFirst();
    }

    /** 103 draws are three blocks of 30 and 13 that are left out. */
    @Test
    void meanAndStandardErrorOverWholeBlocks() {
        Tensor x = KnownTarget.SKEWED.draw(103, KEY);
        double a = measure(KSD, x.slice(0, 0, 30)).value();
        double b = measure(KSD, x.slice(0, 30, 60)).value();
        double c = measure(KSD, x.slice(0, 60, 90)).value();
        Measurement all = measure(new Blocks(KSD, 30), x);
        double mean = (a + b + c) / 3;
        double variance = ((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2;
        assertEquals(mean, all.value(), 1e-14);
        assertEquals(Math.sqrt(variance / 3), all.standardError().orElseThrow(), 1e-14);
        assertEquals("ksd", all.name());
    }

    @Test
    void oneBlockHasNoStandardError() {
        Tensor x = KnownTarget.SKEWED.draw(30, KEY);
        assertEquals(measure(KSD, x).value(), measure(new Blocks(KSD, 30), x).value(), 1e-14);
        assertTrue(measure(new Blocks(KSD, 30), x).standardError().isEmpty());
    }

    @Test
    void tooFewDrawsAreNamed() {
        Tensor x = KnownTarget.SKEWED.draw(29, KEY);
        assertEquals(
                "a block is of 30 draws, and there are 29: give more draws, or make the blocks smaller",
                assertThrows(IllegalArgumentException.class, () -> measure(new Blocks(KSD, 30), x))
                        .getMessage());
    }
}
