package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;

/**
 * Systematic resampling (Kitagawa 1996, doi:10.1080/10618600.1996.10474692; Carpenter, Clifford and Fearnhead 1999,
 * doi:10.1049/ip-rsn:19990255): n equally weighted copies of weighted draws that come one after the other. With u
 * uniform in [0, 1), a draw is copied once for each of the points {@code (k + u) / n}, k below n, in its part of the
 * cumulated weights. So a draw of the share w of all weight is copied {@code n w} times, rounded down or up, and on
 * average {@code n w} times: means keep their expectation. Needs no memory of the draws. For one pass of one thread.
 */
public final class SystematicResampling {
    private final double sum;
    private final long n;
    private final double offset;
    private double cumulated;
    private long taken;

    /**
     * Before the first draw.
     *
     * @param sum of all weights that will come, above 0 unless n is 0, added up in the order in which they come
     * @param n copies in all, 0 or more
     * @param random the key of u
     */
    public SystematicResampling(double sum, long n, RandomStream random) {
        if (n < 0 || n > 0 && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "n = " + n + ": must be at least 0; sum of weights = " + sum + ": must be above 0 and finite");
        }
        this.sum = sum;
        this.n = n;
        this.offset = random.generator().nextDouble();
    }

    /**
     * How often the next draw is copied.
     *
     * @param weight 0 or more
     */
    public long copies(double weight) {
        if (n == 0) {
            return 0;
        }
        cumulated += weight; // ends at the sum itself, added up in the same order
        long to = Math.min(n, (long) Math.ceil(cumulated / sum * n - offset));
        long copies = Math.max(0, to - taken);
        taken += copies;
        return copies;
    }
}
