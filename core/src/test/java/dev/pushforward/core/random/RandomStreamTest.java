package dev.pushforward.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void sameKeySameNumbersWhateverWentBefore() {
        RandomStream key = RandomStream.of(7).split(3).split("draw");
        double first = key.generator().nextGaussian();
        key.split(99).generator().nextLong();
        assertEquals(
                first, RandomStream.of(7).split(3).split("draw").generator().nextGaussian());
    }

    @Test
    void keysDiffer() {
        Set<RandomStream> seen = new HashSet<>();
        for (long seed = -20; seed < 20; seed++) {
            RandomStream key = RandomStream.of(seed);
            assertTrue(seen.add(key));
            for (long i = -50; i < 50; i++) {
                assertTrue(seen.add(key.split(i)), "seed " + seed + ", split " + i);
            }
            assertTrue(seen.add(key.split("a")));
            assertTrue(seen.add(key.split("b")));
        }
        assertNotEquals(
                RandomStream.of(1).split(2).split(3),
                RandomStream.of(1).split(3).split(2));
    }

    /**
     * The first normals of 100,000 sibling keys behave as independent: mean, variance and the correlation of neighbours
     * are within 5 standard errors (false alarm below 2e-6).
     */
    @Test
    void siblingsAreIndependent() {
        int n = 100_000;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = RandomStream.of(11).split(i).generator().nextGaussian();
        }
        double mean = 0;
        double square = 0;
        double neighbours = 0;
        for (int i = 0; i < n; i++) {
            mean += x[i] / n;
            square += x[i] * x[i] / n;
            neighbours += x[i] * x[(i + 1) % n] / n;
        }
        double error = 5 / Math.sqrt(n);
        assertEquals(0, mean, error);
        assertEquals(1, square, Math.sqrt(2) * error);
        assertEquals(0, neighbours, error);
    }
}
