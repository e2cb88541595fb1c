package dev.pushforward.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Arithmetic on shapes, with the messages for those that do not fit. */
final class Shapes {
    private Shapes() {}

    static long length(int[] shape) {
        long n = 1;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("shape " + text(shape) + " has a negative size");
            }
            n *= size;
        }
        return n;
    }

    static String text(int... shape) {
        return Arrays.toString(shape);
    }

    /** An axis counted from the front. */
    static int axis(int axis, int[] shape) {
        int k = axis < 0 ? axis + shape.length : axis;
        if (k < 0 || k >= shape.length) {
            throw new IllegalArgumentException("shape " + text(shape) + " has no axis " + axis);
        }
        return k;
    }

    /** Number of elements before an axis. */
    static long outer(int[] shape, int axis) {
        return length(Arrays.copyOfRange(shape, 0, axis));
    }

    /** Number of elements behind an axis. */
    static long inner(int[] shape, int axis) {
        return length(Arrays.copyOfRange(shape, axis + 1, shape.length));
    }

    static int[] without(int[] shape, int axis) {
        return IntStream.range(0, shape.length)
                .filter(i -> i != axis)
                .map(i -> shape[i])
                .toArray();
    }

    /** The common shape of two operands, or an error that shows both. */
    static int[] broadcast(String operation, int[] x, int[] y) {
        int rank = Math.max(x.length, y.length);
        int[] out = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int a = i <= x.length ? x[x.length - i] : 1;
            int b = i <= y.length ? y[y.length - i] : 1;
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException(
                        operation + " of shapes " + text(x) + " and " + text(y) + ": they do not broadcast");
            }
            out[rank - i] = a == 1 ? b : a;
        }
        return out;
    }

    /** A shape with its one -1 computed. */
    static int[] complete(int[] to, long length, int[] from) {
        int[] out = to.clone();
        int open = -1;
        long known = 1;
        for (int i = 0; i < out.length; i++) {
            if (out[i] == -1 && open < 0) {
                open = i;
            } else {
                known *= out[i];
            }
        }
        if (open >= 0 && known > 0) {
            out[open] = Math.toIntExact(length / known);
            known *= out[open];
        }
        if (known != length) {
            throw new IllegalArgumentException("shape " + text(from) + " cannot become " + text(to) + ": " + length
                    + " elements against " + known);
        }
        return out;
    }

    /** The permutation that undoes another. */
    static int[] inverse(int[] order, int[] shape) {
        int[] inverse = new int[order.length];
        boolean[] seen = new boolean[shape.length];
        if (order.length != shape.length) {
            throw new IllegalArgumentException(
                    "order " + text(order) + " does not name every axis of shape " + text(shape));
        }
        for (int i = 0; i < order.length; i++) {
            int k = order[i];
            if (k < 0 || k >= shape.length || seen[k]) {
                throw new IllegalArgumentException(
                        "order " + text(order) + " is not a permutation of the axes of shape " + text(shape));
            }
            seen[k] = true;
            inverse[k] = i;
        }
        return inverse;
    }
}
