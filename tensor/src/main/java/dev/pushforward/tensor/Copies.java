package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.Memory;
import java.util.List;

/** Moving elements without computing: the values of the structural operations. */
final class Copies {
    private Copies() {}

    static Tensor permute(Tensor x, int[] order) {
        int[] from = x.dimensions();
        long[] strides = strides(from);
        int[] to = new int[order.length];
        long[] walk = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
            walk[i] = strides[order[i]];
        }
        return strided(x, to, walk);
    }

    static Tensor broadcast(Tensor x, int[] to) {
        int[] from = x.dimensions();
        int missing = to.length - from.length;
        if (missing < 0) {
            throw new IllegalArgumentException("shape " + x.shapeText() + " does not broadcast to " + Shapes.text(to));
        }
        long[] strides = strides(from);
        long[] walk = new long[to.length];
        for (int i = 0; i < to.length; i++) {
            int size = i < missing ? 1 : from[i - missing];
            if (size != 1 && size != to[i]) {
                throw new IllegalArgumentException(
                        "shape " + x.shapeText() + " does not broadcast to " + Shapes.text(to));
            }
            walk[i] = i < missing || size == 1 ? 0 : strides[i - missing];
        }
        return strided(x, to, walk);
    }

    static Tensor slice(Tensor x, int axis, int from, int to) {
        int[] shape = x.shape();
        long run = Shapes.inner(shape, axis) * x.dtype().bytes();
        int size = shape[axis];
        shape[axis] = to - from;
        Tensor out = Tensor.uninitialised(x.dtype(), shape);
        move(
                Shapes.outer(shape, axis),
                (to - from) * run,
                x.address() + from * run,
                size * run,
                out.address(),
                (to - from) * run);
        return out;
    }

    static Tensor pad(Tensor x, int axis, int at, int size) {
        int[] shape = x.shape();
        int width = shape[axis];
        long run = Shapes.inner(shape, axis) * x.dtype().bytes();
        shape[axis] = size;
        Tensor out = Tensor.zeros(x.dtype(), shape);
        move(Shapes.outer(shape, axis), width * run, x.address(), width * run, out.address() + at * run, size * run);
        return out;
    }

    static Tensor concat(int axis, List<Tensor> parts, int[] shape) {
        Tensor out = Tensor.uninitialised(parts.get(0).dtype(), shape);
        long run = Shapes.inner(shape, axis) * out.dtype().bytes();
        long outer = Shapes.outer(shape, axis);
        long to = out.address();
        for (Tensor part : parts) {
            long width = part.size(axis) * run;
            move(outer, width, part.address(), width, to, shape[axis] * run);
            to += width;
        }
        return out;
    }

    static Tensor gather(Tensor x, int[] rows) {
        int[] shape = x.shape();
        int n = shape[0];
        long run = Shapes.inner(shape, 0) * x.dtype().bytes();
        shape[0] = rows.length;
        Tensor out = Tensor.uninitialised(x.dtype(), shape);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= n) {
                throw new IndexOutOfBoundsException("row " + rows[i] + " of shape " + x.shapeText());
            }
            Memory.copy(x.address() + rows[i] * run, out.address() + i * run, run);
        }
        return out;
    }

    static Tensor scatterAdd(Tensor x, int[] rows, int n) {
        int[] shape = x.shape();
        long width = Shapes.inner(shape, 0);
        long run = width * x.dtype().bytes();
        shape[0] = n;
        Tensor out = Tensor.zeros(x.dtype(), shape);
        for (int i = 0; i < rows.length; i++) {
            x.kernels().axpy(1, x.address() + i * run, out.address() + rows[i] * run, width);
        }
        return out;
    }

    /** {@code count} runs of bytes, from and to places a fixed distance apart. */
    private static void move(long count, long bytes, long from, long fromStep, long to, long toStep) {
        if (bytes == 4) {
            for (long i = 0; i < count; i++) {
                Memory.putFloat(to + i * toStep, Memory.getFloat(from + i * fromStep));
            }
            return;
        }
        for (long i = 0; i < count; i++) {
            Memory.copy(from + i * fromStep, to + i * toStep, bytes);
        }
    }

    /** The elements of x visited with the given stride per axis, in row-major order of the new shape. */
    private static Tensor strided(Tensor x, int[] shape, long[] walk) {
        Tensor out = Tensor.uninitialised(x.dtype(), shape);
        long from = x.address();
        long to = out.address();
        DType dtype = x.dtype();
        int last = shape.length - 1;
        if (last < 0) {
            dtype.put(to, 0, dtype.get(from, 0));
            return out;
        }
        int[] index = new int[shape.length];
        long offset = 0;
        for (long i = 0; i < out.length(); ) {
            for (int j = 0; j < shape[last]; j++) {
                dtype.put(to, i++, dtype.get(from, offset + j * walk[last]));
            }
            int axis = last - 1;
            while (axis >= 0) {
                offset += walk[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                offset -= walk[axis] * shape[axis];
                index[axis--] = 0;
            }
        }
        return out;
    }

    private static long[] strides(int[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }
}
