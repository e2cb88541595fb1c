package dev.pushforward.core;

import dev.pushforward.core.random.Permutation;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a measurement gives on exact draws: its distribution over pairs of independent exact sets of one size, the first
 * measured, the second its reference. Rows that a data set holds out are exact draws of what it was drawn from; its
 * training rows are not, since what was trained has seen them. A value inside it is as good as that many draws can
 * show: a kernel Stein discrepancy of 0.1 at 500 draws may be perfect. Of n weighted draws that is the floor of n
 * equally weighted ones, and they are worth their {@linkplain Draws#effectiveSampleSize effective sample size} only. In
 * the unit of the measurement. Cost: {@code repeats} measurements.
 *
 * @param mean its mean
 * @param sd its standard deviation, with {@code repeats - 1}
 * @param repeats number of pairs
 */
public record Floor(double mean, double sd, int repeats) {
    /**
     * The floors of a metric on a target that can be drawn from exactly.
     *
     * @param n number of draws of each set, 1 or more
     * @param repeats number of pairs, 2 or more
     * @param dtype precision to measure in
     * @param random randomness of the sets and of the metric; the same key gives the same floors
     * @return one for each number that the metric gives, in its order
     * @throws IllegalArgumentException if the target is a data set: a floor never comes from training rows, see
     *     {@link #ofRows}
     */
    public static List<Floor> ofExactDraws(
            Metric metric, DataTarget target, int n, int repeats, DType dtype, RandomStream random) {
        if (n < 1) {
            throw new IllegalArgumentException("n = " + n + ": a set must have 1 draw or more");
        }
        if (target.heldOutRows().isPresent()) {
            throw new IllegalArgumentException(target.name()
                    + " is a data set, whose draws are training rows: take Floor.ofRows of its held-out rows");
        }
        RandomStream draws = random.split("draw");
        return of(
                metric,
                target,
                repeats,
                i -> Draws.of(target.draw(n, draws.split(i)).cast(dtype)),
                random.split("measure"));
    }

    /**
     * The floors of a metric over disjoint sets of given rows: those that a data set holds out, or the states of
     * independent chains. Each row is used once at most.
     *
     * @param rows {@code [m, d]}, independent of each other, at least {@code 2 n repeats}
     * @param n number of rows of each set, 1 or more
     * @param repeats number of pairs, 2 or more
     * @param random randomness of the sets and of the metric; the same key gives the same floors
     * @return one for each number that the metric gives, in its order
     * @throws IllegalArgumentException if there are too few rows
     */
    public static List<Floor> ofRows(
            Metric metric, Target target, Tensor rows, int n, int repeats, RandomStream random) {
        if (n < 1 || (long) n * 2 * repeats > rows.size(0)) {
            throw new IllegalArgumentException("there are " + rows.size(0) + " rows for repeats = " + repeats
                    + " pairs of sets of n = " + n + " rows, which are " + (long) n * 2 * repeats
                    + ": take fewer pairs or smaller sets, of 1 row or more");
        }
        int[] order = Permutation.of(rows.size(0), random.split("draw").generator());
        return of(
                metric,
                target,
                repeats,
                i -> Draws.of(rows.gather(Arrays.copyOfRange(order, i * n, (i + 1) * n))),
                random.split("measure"));
    }

    /**
     * The floors of a metric over given sets, such as the states of long Markov chains where a target has no exact
     * draws.
     *
     * @param repeats number of pairs, 2 or more
     * @param sets set i for i below {@code 2 repeats}, independent of each other; called once for each, in a scope that
     *     is closed after the pair
     * @param random randomness of the metric
     * @return one for each number that the metric gives, in its order
     * @throws TrainingException if the metric gives other numbers for other sets
     * @throws DivergenceException if one of them is not finite
     */
    public static List<Floor> of(
            Metric metric, Target target, int repeats, IntFunction<Draws> sets, RandomStream random) {
        if (repeats < 2) {
            throw new IllegalArgumentException("repeats = " + repeats + ": a standard deviation needs 2 or more");
        }
        var measured = new ArrayList<List<Measurement>>();
        Workload work = Workload.of(repeats);
        for (int r = 0; r < repeats; r++) {
            int pair = r;
            try (Scope scope = Scope.open()) {
                measured.add(work.unit(() -> metric.measure(
                        Subject.of(sets.apply(2 * pair), target, sets.apply(2 * pair + 1)), random.split(pair))));
            }
        }
        List<String> names = names(measured.getFirst());
        for (List<Measurement> other : measured) {
            if (!names(other).equals(names)) {
                throw new TrainingException("a metric gave the numbers " + names + " for one set and " + names(other)
                        + " for another: which it gives must not depend on the draws");
            }
        }
        var floors = new ArrayList<Floor>();
        for (int k = 0; k < measured.getFirst().size(); k++) {
            int at = k;
            double[] values =
                    measured.stream().mapToDouble(m -> m.get(at).value()).toArray();
            if (!Arrays.stream(values).allMatch(Double::isFinite)) {
                throw new DivergenceException(
                        names.get(k) + " of exact draws is not finite: " + Arrays.toString(values));
            }
            floors.add(of(values));
        }
        return floors;
    }

    private static List<String> names(List<Measurement> measured) {
        return measured.stream().map(Measurement::name).toList();
    }

    /**
     * The floor over all the pairs of several, such as those of the runs of a sweep.
     *
     * @param floors of one measurement, on different pairs; at least one
     */
    public static Floor pooled(Collection<Floor> floors) {
        if (floors.isEmpty()) {
            throw new IllegalArgumentException("there are no floors: at least one is needed");
        }
        if (floors.size() == 1) {
            return floors.iterator().next();
        }
        int repeats = floors.stream().mapToInt(Floor::repeats).sum();
        double mean = floors.stream()
                .mapToDouble(f -> f.mean() * f.repeats() / repeats)
                .sum();
        double root = 0; // of the sum of squares
        for (Floor f : floors) {
            root = Math.hypot(root, Math.sqrt(f.repeats() - 1) * f.sd());
            root = Math.hypot(root, Math.sqrt(f.repeats()) * (f.mean() - mean));
        }
        return new Floor(mean, root / Math.sqrt(repeats - 1), repeats);
    }

    private static Floor of(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        int exponent = Math.getExponent(
                Arrays.stream(values).map(v -> Math.abs(v - mean)).max().orElseThrow());
        double squares = Arrays.stream(values) // in units of their own size, or they could overflow or vanish
                .map(v -> Math.scalb(v - mean, -exponent))
                .map(v -> v * v)
                .sum();
        return new Floor(mean, Math.scalb(Math.sqrt(squares / (values.length - 1)), exponent), values.length);
    }
}
