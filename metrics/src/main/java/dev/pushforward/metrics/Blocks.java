package dev.pushforward.metrics;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.parallel.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Another metric on blocks of the draws: the mean over blocks of {@code size} draws each. For metrics whose value
 * depends on the number of draws, as the V-statistic of a discrepancy does, at the number that somebody else has used.
 * Draws that do not fill a block are left out; every block sees the whole reference. Cost: that of the metric, for each
 * block.
 *
 * <p>The standard error is that of a mean of independent blocks, {@code sd / sqrt(blocks)}. It holds for the draws, and
 * random numbers of the metric, at the reference given: another reference moves all blocks at once, which it does not
 * count (0.0025 of 0.0051 for the MMD of 10 blocks of 200 against 500 references). For a metric without a reference,
 * such as {@code ksd}, it is all.
 *
 * <p>Blocks of weighted draws count by their share of all weight, so of a mean the blocks give what all draws give; the
 * standard error is that of such a ratio, {@code sqrt(n / (n - 1) sum_b w_b^2 (m_b - m)^2)} for n blocks of shares w_b
 * and values m_b. A block of weighted draws is worth its effective sample size, not its number of draws: to compare
 * with a number of so many draws, resample first.
 */
public final class Blocks implements Metric {
    private final Metric metric;
    private final int size;

    /**
     * This metric on blocks of so many draws.
     *
     * @param size at least 1
     */
    public Blocks(Metric metric, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size = " + size + ": must be at least 1");
        }
        if (size < metric.fewestDraws()) {
            throw new IllegalArgumentException(
                    "size = " + size + ": the metric measures no fewer than " + metric.fewestDraws() + " draws");
        }
        this.metric = metric;
        this.size = size;
    }

    @Override
    public Set<Need> needs() {
        return metric.needs();
    }

    @Override
    public int fewestDraws() {
        return size;
    }

    /** @throws IllegalArgumentException also if the draws do not fill a block */
    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        Draws draws = subject.draws();
        double[] weights = Sample.of("draws", draws).weights(); // a bad row is named by its place among all
        int count = draws.count() / size;
        if (count == 0) {
            throw new IllegalArgumentException("a block is of " + size + " draws, and there are " + draws.count()
                    + ": give more draws, or make the blocks smaller");
        }
        double[] shares = new double[count];
        Arrays.fill(shares, 1);
        if (draws.logWeights().isPresent()) {
            Arrays.setAll(shares, b -> Arrays.stream(weights, b * size, (b + 1) * size)
                    .sum());
        }
        int[] counting = IntStream.range(0, count).filter(b -> shares[b] > 0).toArray();
        if (counting.length == 0) {
            throw new IllegalArgumentException(
                    "the draws that fill blocks of " + size + " have no weight: all of it is in" + " the last "
                            + (draws.count() - count * size) + "; make the blocks smaller");
        }
        double[] of = Arrays.stream(counting).mapToDouble(b -> shares[b]).toArray();
        Workload work = Workload.of(counting.length);
        List<List<Measurement>> values = Arrays.stream(counting)
                .mapToObj(b -> work.unit(() -> metric.measure(subject.with(block(draws, b)), random.split(b))))
                .toList();
        var means = new ArrayList<Measurement>();
        for (int i = 0; i < values.getFirst().size(); i++) {
            int at = i;
            means.add(mean(values.stream().map(block -> block.get(at)).toList(), of));
        }
        return means;
    }

    private Draws block(Draws draws, int b) {
        int from = b * size;
        return new Draws(
                draws.points().slice(0, from, from + size), draws.logWeights().map(w -> w.slice(0, from, from + size)));
    }

    /** The mean of the blocks' values, which count so much each. */
    private static Measurement mean(List<Measurement> values, double[] shares) {
        int n = values.size();
        double all = 0;
        double sum = 0;
        for (int b = 0; b < n; b++) {
            all += shares[b];
            sum += shares[b] * values.get(b).value();
        }
        double mean = sum / all;
        double furthest = values.stream()
                .mapToDouble(m -> Math.abs(m.value() - mean))
                .max()
                .orElseThrow();
        var unit = new Unit(Math.getExponent(furthest)); // or squares could overflow or vanish
        double squares = 0;
        for (int b = 0; b < n; b++) {
            squares += Math.pow(shares[b] * Math.scalb(values.get(b).value() - mean, -unit.exponent()), 2);
        }
        OptionalDouble error = n < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(unit.length(Math.sqrt(squares / (n - 1) / (all * all / n))));
        Measurement first = values.getFirst();
        return new Measurement(first.name(), mean, error, first.unit(), first.better(), first.bound(), first.truth());
    }
}
