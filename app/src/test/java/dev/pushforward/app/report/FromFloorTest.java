package dev.pushforward.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.math.Stats;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement.Better;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FromFloorTest {
    private static final int PAIRS = 10;
    private static final int TABLES = 20_000;

    /** Quantiles of Student's t as any table has them. */
    @ParameterizedTest
    @CsvSource({
        "1, 6.313752, 0.05",
        "9, 1.833113, 0.05",
        "28, 1.701131, 0.05",
        "9, 2.262157, 0.025",
        "9, -1.383029, 0.9",
        "4, 0, 0.5",
        "1000000, 1.644854, 0.05"
    })
    void quantilesOfStudentsT(double df, double t, double above) {
        assertEquals(above, FromFloor.above(t, df), 1e-6);
    }

    /**
     * R = 2, values 3 and 5, floor 1 +- 1 of 3 pairs: s^2 = (2 + 2) / 3, t = 3 / sqrt(4/3 * 5/6) = 2.846 with 3
     * degrees, p = 0.0327.
     */
    @Test
    void byHand() {
        var far = FromFloor.of(Stats.of(3, 5), Better.LOWER, new Floor(1, 1, 3));
        assertEquals(2.846050, far.t(), 1e-6);
        assertEquals(0.032660, far.p(), 1e-5);
        assertEquals(
                1 - far.p(),
                FromFloor.of(Stats.of(3, 5), Better.HIGHER, new Floor(1, 1, 3)).p(),
                1e-12);
        assertEquals(
                2 * far.p(),
                FromFloor.of(Stats.of(3, 5), Better.NEARER, new Floor(1, 1, 3)).p(),
                1e-12);
    }

    private static double[] normals(SplittableRandom random, int n, double mean) {
        return random.doubles(n).map(u -> mean + random.nextGaussian()).toArray();
    }

    /**
     * The share of simulated tables whose R values, this many standard deviations of a single one off, are at the floor
     * of 10 pairs.
     */
    private static double atFloor(int replicates, double bias, Better better, int seed) {
        var random = new SplittableRandom(seed);
        int at = 0;
        for (int i = 0; i < TABLES; i++) {
            Stats exact = Stats.of(normals(random, PAIRS, 0));
            var floor = new Floor(exact.mean(), exact.sampleStandardDeviation(), PAIRS);
            at += FromFloor.of(Stats.of(normals(random, replicates, bias)), better, floor)
                            .atFloor()
                    ? 1
                    : 0;
        }
        return (double) at / TABLES;
    }

    /**
     * The test is exact for normal values: 1 in 20, within five standard errors of 20,000 tables (false alarm of this
     * test below 1e-5).
     */
    @ParameterizedTest
    @EnumSource
    void exactDrawsMissTheFloorOneTimeInTwenty(Better better) {
        for (int replicates : new int[] {1, 2, 5, 20}) {
            assertEquals(
                    0.95,
                    atFloor(replicates, 0, better, 31 * replicates),
                    5 * Math.sqrt(0.05 * 0.95 / TABLES),
                    replicates + " replicates");
        }
    }

    /**
     * A bias of 1.5 standard deviations, which a single value often hides and the mean of many does not. The shares are
     * 0.65, 0.49, 0.16 and 0.015, give or take 0.004.
     */
    @Test
    void aBiasShowsTheSoonerTheMoreReplicates() {
        double[] passed = new double[4];
        int[] replicates = {1, 2, 5, 20};
        for (int i = 0; i < 4; i++) {
            passed[i] = atFloor(replicates[i], 1.5, Better.LOWER, 7 + i);
            assertTrue(i == 0 || passed[i] < passed[i - 1], passed[i] + " of " + replicates[i] + " replicates");
        }
        assertTrue(passed[0] > 0.6, "a single one: " + passed[0]);
        assertTrue(passed[3] < 0.03, "20: " + passed[3]);
        assertTrue(atFloor(20, -1.5, Better.HIGHER, 3) < 0.03, "the other side is the worse one");
        assertTrue(atFloor(20, -1.5, Better.NEARER, 3) < 0.05, "both sides are worse");
        assertTrue(atFloor(20, -1.5, Better.LOWER, 3) > 0.999, "lower is better");
    }

    @Test
    void whereNothingVariesOrIsANumber() {
        assertTrue(
                FromFloor.of(Stats.of(1, 1), Better.NEARER, new Floor(1, 0, 10)).atFloor());
        assertFalse(FromFloor.of(Stats.of(1 + 1e-9, 1 + 1e-9), Better.LOWER, new Floor(1, 0, 10))
                .atFloor());
        assertFalse(FromFloor.of(Stats.of(Double.NaN), Better.LOWER, new Floor(1, 1, 10))
                .atFloor());
        assertFalse(FromFloor.of(Stats.of(Double.POSITIVE_INFINITY), Better.LOWER, new Floor(1, 1, 10))
                .atFloor());
    }
}
