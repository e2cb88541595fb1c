package dev.pushforward.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.pushforward.core.State;
import dev.pushforward.tensor.Tensor;

/** Assertions about tensors and states. */
public final class TensorAssertions {
    private TensorAssertions() {}

    /** Shape, precision and every bit agree. */
    public static void assertSameBits(String what, Tensor expected, Tensor actual) {
        assertEquals(expected.dtype(), actual.dtype(), what + ": precision");
        assertArrayEquals(expected.shape(), actual.shape(), what + ": shape");
        double[] a = expected.toDoubleArray();
        double[] b = actual.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            if (Double.doubleToLongBits(a[i]) != Double.doubleToLongBits(b[i])) {
                fail(what + ": element " + i + " is " + b[i] + ", expected exactly " + a[i]);
            }
        }
    }

    /**
     * Shapes agree, and values up to {@code tolerance * (1 + largest finite |expected| of the row)}; a row is
     * everything behind the first axis. NaN agrees with NaN, an infinity with itself.
     */
    public static void assertClose(String what, Tensor expected, Tensor actual, double tolerance) {
        assertArrayEquals(expected.shape(), actual.shape(), what + ": shape");
        double[] a = expected.toDoubleArray();
        double[] b = actual.toDoubleArray();
        int rows = expected.rank() == 0 ? 1 : expected.size(0);
        int width = rows == 0 ? 0 : a.length / rows;
        for (int row = 0; row < rows; row++) {
            double scale = 1;
            for (int i = row * width; i < (row + 1) * width; i++) {
                scale = Math.max(scale, Double.isFinite(a[i]) ? 1 + Math.abs(a[i]) : 1);
            }
            for (int i = row * width; i < (row + 1) * width; i++) {
                boolean close = Double.compare(a[i], b[i]) == 0 || Math.abs(a[i] - b[i]) <= tolerance * scale;
                if (!close) {
                    fail(what + ": row " + row + ", element " + (i - row * width) + " is " + b[i] + ", expected " + a[i]
                            + " within " + tolerance * scale);
                }
            }
        }
    }

    /** The same names, and the same bits under each. */
    public static void assertSameState(String what, State expected, State actual) {
        assertEquals(expected.counters(), actual.counters(), what + ": counters");
        assertEquals(expected.tensors().keySet(), actual.tensors().keySet(), what + ": names of tensors");
        expected.tensors().forEach((name, tensor) -> assertSameBits(what + ": " + name, tensor, actual.tensor(name)));
    }
}
