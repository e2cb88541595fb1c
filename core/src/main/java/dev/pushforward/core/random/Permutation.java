package dev.pushforward.core.random;

import java.util.random.RandomGenerator;

/** Random orders. */
public final class Permutation {
    private Permutation() {}

    /**
     * The numbers 0 to {@code n - 1} in an order of which all are equally likely (Fisher and Yates, built up from one
     * element). Takes n numbers of the generator.
     */
    public static int[] of(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
