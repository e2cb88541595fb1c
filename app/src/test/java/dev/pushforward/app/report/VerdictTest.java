package dev.pushforward.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Comparison;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement.Better;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Comparison.Value ONE = new Comparison.Value("row", "column", Stage.DRAWN, 1, 0.1);
    private static final Optional<Floor> NONE = Optional.empty();

    private static Verdict lower(Optional<Floor> floor, double... ours) {
        return Verdict.of(Stats.of(ours), Better.LOWER, 0, ONE, floor);
    }

    @Test
    void spreadsOfBothCount() {
        assertEquals(Verdict.AGREES, lower(NONE, 1.19));
        assertEquals(Verdict.WORSE, lower(NONE, 1.21));
        assertEquals(Verdict.BETTER, lower(NONE, 0.79));
        assertEquals(Verdict.AGREES, lower(NONE, 0.81));
        // standard deviation 0.1 of ours: 2 sqrt(0.1^2 + 0.1^2) = 0.283
        assertEquals(Verdict.AGREES, lower(NONE, 1.28 - 0.1, 1.28, 1.28 + 0.1));
        assertEquals(Verdict.WORSE, lower(NONE, 1.29 - 0.1, 1.29, 1.29 + 0.1));
    }

    @Test
    void whatExactDrawsGiveIsAllThatCanBeAskedFor() {
        assertEquals(Verdict.AT_FLOOR, lower(Optional.of(new Floor(2, 0.1, 10)), 2.19));
        assertEquals(Verdict.WORSE, lower(Optional.of(new Floor(2, 0.1, 10)), 2.21));
        assertEquals(Verdict.BETTER, lower(Optional.of(new Floor(0.3, 0.1, 10)), 0.6));
    }

    /**
     * 1.5 standard deviations off: within the spread of a single set of exact draws, not within that of the mean of
     * twenty.
     */
    @Test
    void moreReplicatesAskForMore() {
        var floor = Optional.of(new Floor(2, 0.1, 10));
        assertEquals(Verdict.AT_FLOOR, lower(floor, 2.15));
        double[] twenty = new double[20];
        for (int i = 0; i < twenty.length; i++) {
            twenty[i] = 2.15 + (i % 2 == 0 ? -0.1 : 0.1);
        }
        assertEquals(Verdict.WORSE, lower(floor, twenty));
    }

    @Test
    void directionsAreMirrored() {
        assertEquals(Verdict.BETTER, Verdict.of(Stats.of(1.3), Better.HIGHER, 0, ONE, NONE));
        assertEquals(Verdict.WORSE, Verdict.of(Stats.of(0.7), Better.HIGHER, 0, ONE, NONE));
        // truth 0: ours is 0.5 from it, the published one 1
        assertEquals(Verdict.BETTER, Verdict.of(Stats.of(-0.5), Better.NEARER, 0, ONE, NONE));
        assertEquals(Verdict.WORSE, Verdict.of(Stats.of(-1.5), Better.NEARER, 0, ONE, NONE));
        assertEquals(Verdict.AGREES, Verdict.of(Stats.of(-1.1), Better.NEARER, 0, ONE, NONE));
    }

    @Test
    void aNumberThatIsNoneIsWorse() {
        assertEquals(Verdict.WORSE, lower(NONE, Double.NaN));
        assertEquals(Verdict.WORSE, lower(Optional.of(new Floor(2, 0.1, 10)), Double.POSITIVE_INFINITY));
    }
}
