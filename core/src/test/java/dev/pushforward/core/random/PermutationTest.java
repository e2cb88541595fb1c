package dev.pushforward.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationTest {
    /** 6,000 orders of three: chi-square with 5 degrees of freedom above 30.9 in 1 of 100,000 seeds. */
    @Test
    void allOrdersAreEquallyLikely() {
        Map<String, Integer> seen = new HashMap<>();
        var random = RandomStream.of(1).generator();
        for (int i = 0; i < 6000; i++) {
            seen.merge(Arrays.toString(Permutation.of(3, random)), 1, Integer::sum);
        }
        assertEquals(6, seen.size());
        double chiSquare = seen.values().stream()
                .mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000)
                .sum();
        assertEquals(0, chiSquare, 30.9);
    }

    @Test
    void everyNumberStandsOnce() {
        for (int n : new int[] {0, 1, 100}) {
            int[] order = Permutation.of(n, RandomStream.of(2).generator());
            assertArrayEquals(
                    IntStream.range(0, n).toArray(),
                    Arrays.stream(order).sorted().toArray());
            assertArrayEquals(order, Permutation.of(n, RandomStream.of(2).generator()));
        }
    }
}
