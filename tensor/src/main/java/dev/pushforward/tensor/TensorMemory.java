package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.Memory;
import dev.pushforward.tensor.kernel.UnaryOp;
import java.util.Objects;

/**
 * Writing to tensors in place. Tensors are values everywhere else; this is for those who own their memory: parameters,
 * optimisers, gradient accumulators, and results that several threads fill part by part. A tensor that somebody else
 * may hold must not be written to.
 */
public final class TensorMemory {
    private TensorMemory() {}

    /** Zeros in memory of their own, outliving every scope. */
    public static Tensor own(DType dtype, int... shape) {
        Tensor t = Tensor.own(dtype, shape);
        clear(t);
        return t;
    }

    /** A tensor of undefined elements in the caller's scope, for somebody who writes all of them. */
    public static Tensor uninitialised(DType dtype, int... shape) {
        return Tensor.uninitialised(dtype, shape);
    }

    /** Copies all elements to a tensor of as many of the same precision. */
    public static void copy(Tensor from, Tensor to) {
        if (from.length() != to.length() || from.dtype() != to.dtype()) {
            throw new IllegalArgumentException(
                    from.dtype() + from.shapeText() + " cannot be copied into " + to.dtype() + to.shapeText());
        }
        Memory.copy(from.address(), to.address(), from.length() * from.dtype().bytes());
    }

    /** Copies row i of {@code [n, d]} to row {@code places[i]} of a matrix as wide, of the same precision. */
    public static void copyRows(Tensor from, int[] places, Tensor to) {
        boolean fits = from.rank() == 2
                && to.rank() == 2
                && from.size(1) == to.size(1)
                && from.size(0) == places.length
                && from.dtype() == to.dtype();
        if (!fits) {
            throw new IllegalArgumentException("rows of " + from.dtype() + from.shapeText() + " cannot be copied to "
                    + places.length + " places of " + to.dtype() + to.shapeText());
        }
        long bytes = (long) from.size(1) * from.dtype().bytes();
        for (int i = 0; i < places.length; i++) {
            Memory.copy(
                    from.address() + i * bytes,
                    to.address() + Objects.checkIndex(places[i], to.size(0)) * bytes,
                    bytes);
        }
    }

    /** Sets every element to 0. */
    public static void clear(Tensor t) {
        Memory.clear(t.address(), t.length() * t.dtype().bytes());
    }

    /** {@code y += alpha x}. */
    public static void add(double alpha, Tensor x, Tensor y) {
        x.kernels().axpy(alpha, x.address(), y.address(), x.length());
    }

    /** {@code x *= alpha}. */
    public static void scale(double alpha, Tensor x) {
        x.kernels().unary(UnaryOp.AFFINE, alpha, 0, x.address(), x.address(), x.length());
    }

    /** Sum of the squares of all elements, in double. */
    public static double sumOfSquares(Tensor x) {
        return x.kernels().sumOfSquares(x.address(), x.length());
    }

    /** One step of Adam; see {@code core.nn.Adam}. */
    public static void adam(
            Tensor w,
            Tensor g,
            Tensor m,
            Tensor v,
            double rate,
            double b1,
            double b2,
            double epsilon,
            double c1,
            double c2) {
        w.kernels().adam(w.address(), g.address(), m.address(), v.address(), w.length(), rate, b1, b2, epsilon, c1, c2);
    }

    /** One step of RMSProp; see {@code core.nn.RmsProp}. */
    public static void rmsProp(Tensor w, Tensor g, Tensor v, double rate, double decay, double epsilon) {
        w.kernels().rmsProp(w.address(), g.address(), v.address(), w.length(), rate, decay, epsilon);
    }
}
