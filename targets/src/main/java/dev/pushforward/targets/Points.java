package dev.pushforward.targets;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.Permutation;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The unknown distribution that given points were drawn from. Some of the points are held out, the same ones every
 * time: they are chosen by a seed that never changes. A draw is one of the others, the training rows, each as likely as
 * any, with replacement; so draws repeat rows. In float64; the points are kept in memory, 8 bytes a number.
 */
public final class Points implements DataTarget {
    private static final RandomStream SPLIT = RandomStream.of(20).split("held out");
    private static final double OFF_SPACE = 1e-4; // relative: coordinates of four digits are on the space
    private static final double MANY_COPIES = 0.01;

    private final Space space;
    private final Tensor heldOut; // [m, d]
    private final Tensor training; // [N - m, d], behind them in the same memory

    /**
     * The distribution of points.
     *
     * @param space where they live
     * @param rows the points, {@code [N, d]}, N at least 2; copied
     * @param heldOut share of them to hold out, rounded to whole rows; from 0 to below 1, and so that a row is left
     * @throws IllegalArgumentException if there are too few, or one is not finite or not on the space; rows and columns
     *     are counted from 1
     */
    public Points(Space space, Tensor rows, double heldOut) {
        if (rows.rank() != 2 || rows.size(1) != space.ambientDimension()) {
            throw new IllegalArgumentException("points have shape " + rows.shapeText() + ": must be [N, "
                    + space.ambientDimension() + "] on " + space);
        }
        int n = rows.size(0);
        if (n < 2) {
            throw new IllegalArgumentException(
                    "there " + (n == 1 ? "is 1 point" : "are 0 points") + ": must be 2 or more");
        }
        long m = Math.round(heldOut * n);
        if (!(heldOut >= 0) || m >= n) {
            throw new IllegalArgumentException("held-out = " + heldOut + " of " + n + " points: must be 0 or more, and"
                    + " leave at least one to learn from");
        }
        this.space = space;
        Tensor all = TensorMemory.own(DType.FLOAT64, rows.shape());
        try (Scope scope = Scope.open()) {
            Tensor points = rows.cast(DType.FLOAT64);
            requireFinite(points);
            requireOnSpace(points);
            TensorMemory.copyRows(points, Permutation.of(n, SPLIT.generator()), all);
        }
        this.heldOut = all.slice(0, 0, (int) m);
        this.training = all.slice(0, (int) m, n);
    }

    /**
     * The distribution of the points in a file, in R^d: a table in text (columns set apart by commas, semicolons, tabs
     * or spaces, with a header or without; gzip where the name ends in {@code .gz}), or an array {@code [N, d]} or
     * {@code [N]} in NumPy's formats (float32 or float64, {@code .npy} or {@code .npz}). At most 1 GiB.
     *
     * @param array name of the array in an NPZ file; empty for the only one
     * @param columns which columns, in this order, by name or by number from 1; empty for all
     * @param heldOut share to hold out, as above
     * @throws IllegalArgumentException if the file cannot be read or its points cannot be used; the message names the
     *     file and the place in it
     */
    public static Points read(Path file, String array, List<String> columns, double heldOut) {
        Tensor rows = PointFile.read(file, array, columns);
        try {
            return new Points(new Euclidean(Math.max(1, rows.size(1))), rows, heldOut);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void requireFinite(Tensor points) {
        if (!points.isFinite()) {
            int d = points.size(1);
            for (long k = 0; k < points.length(); k++) {
                if (!Double.isFinite(points.get(k))) {
                    throw new IllegalArgumentException("row " + (k / d + 1) + " column " + (k % d + 1) + " is "
                            + points.get(k) + ": every coordinate must be finite");
                }
            }
        }
    }

    private void requireOnSpace(Tensor points) {
        if (space instanceof Euclidean) {
            return; // whose points are all there are
        }
        double[] off = points.sub(space.project(points)).square().sum(1).sqrt().toDoubleArray();
        double[] size = points.square().sum(1).sqrt().toDoubleArray();
        for (int i = 0; i < off.length; i++) {
            if (!(off[i] <= OFF_SPACE * (1 + size[i]))) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "row %d = %s is %.3g away from %s",
                        i + 1,
                        Arrays.toString(points.row(i).toDoubleArray()),
                        off[i],
                        space));
            }
        }
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        if (n < 0) {
            throw new IllegalArgumentException("n = " + n + ": the number of draws must be 0 or more");
        }
        return training.gather(random.generator().ints(n, 0, training.size(0)).toArray());
    }

    @Override
    public Optional<Tensor> heldOutRows() {
        return Optional.of(heldOut);
    }

    /** Number of rows that draws are taken from. */
    public int trainingRows() {
        return training.size(0);
    }

    /**
     * What is allowed and may not be meant: coordinates that never change, and copies of rows. Rows and columns are
     * counted from 1.
     *
     * @return a clause for each, e.g. {@code column 2 is 3.0 everywhere}
     */
    public List<String> oddities() {
        var found = new ArrayList<String>();
        for (int j = 0; j < training.size(1); j++) {
            if (isConstant(j)) {
                found.add("column " + (j + 1) + " is " + training.get(0, j)
                        + " everywhere: no density has such points, so leave the column out");
            }
        }
        int n = training.size(0) + heldOut.size(0);
        int copies = n - distinct();
        if (copies > MANY_COPIES * n) {
            found.add(copies + " of " + n + " rows are copies of others, so rows that are held out may be among the"
                    + " training rows, and a sampler that only repeats rows looks better than it is");
        }
        return List.copyOf(found);
    }

    private boolean isConstant(int j) {
        double first = training.get(0, j);
        for (Tensor part : List.of(training, heldOut)) {
            for (int i = 0; i < part.size(0); i++) {
                if (part.get(i, j) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Number of different rows, told apart by 64 bits of hash. */
    private int distinct() {
        long[] hashes = new long[training.size(0) + heldOut.size(0)];
        int at = 0;
        for (Tensor part : List.of(training, heldOut)) {
            for (int i = 0; i < part.size(0); i++) {
                RandomStream hash = SPLIT;
                for (int j = 0; j < part.size(1); j++) {
                    hash = hash.split(Double.doubleToLongBits(part.get(i, j) + 0.0)); // -0 is 0
                }
                hashes[at++] = hash.low();
            }
        }
        return (int) Arrays.stream(hashes).distinct().count();
    }

    @Override
    public String name() {
        return "points";
    }
}
