package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.BinaryOp;
import dev.pushforward.tensor.kernel.Kernels;
import dev.pushforward.tensor.kernel.Memory;
import dev.pushforward.tensor.kernel.UnaryOp;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense, row-major array of float32 or float64 with derivatives of any order.
 *
 * <p>Operations compute at once and return new tensors; none changes its inputs. An operation on a {@link #tracked}
 * tensor is recorded, so that {@link Gradient} can differentiate through it; derivatives are made of the same
 * operations and can be differentiated again. Precision is never mixed: operands must agree, {@link #cast} converts.
 *
 * <p><b>Shapes.</b> Batch first. Element-wise operations on two tensors broadcast as NumPy does: shapes are aligned at
 * the right, and an axis of size 1 or a missing one is repeated. A scalar has shape {@code []}.
 *
 * <p><b>Memory.</b> A tensor made inside a {@link Scope} is gone when the scope closes. {@link #array} and
 * {@link #of(INDArray)} share memory with ND4J without copying. Reshaping and slicing off the first axis share memory
 * too; every other operation makes new memory.
 *
 * <p>Errors: shapes that do not fit, mixed precision and closed scopes give exceptions that say which shapes or what to
 * do.
 */
public final class Tensor {
    private final DType dtype;
    private final int[] shape;
    private final long length;
    private final long address;
    // keeps memory outside scopes alive: a block or an INDArray, never a tensor, which would keep what it was computed
    // from
    private final Object owner;
    private final Scope scope; // null for memory that outlives every scope
    private final Primitive origin;
    private final boolean tracked;
    private final int depth; // recorded operations on the longest way here from a tensor that was not computed

    private Tensor(
            DType dtype, int[] shape, long address, Object owner, Scope scope, Primitive origin, boolean tracked) {
        this.dtype = dtype;
        this.shape = shape;
        this.length = Shapes.length(shape);
        this.address = address;
        this.owner = owner;
        this.scope = scope;
        this.origin = origin;
        this.tracked = tracked;
        this.depth = origin == null ? 0 : origin.depth();
    }

    // ---- making tensors
    // -------------------------------------------------------------------------------------------------------------

    /** A tensor of these values in row-major order. */
    public static Tensor of(DType dtype, double[] values, int... shape) {
        if (values.length != Shapes.length(shape)) {
            throw new IllegalArgumentException(values.length + " values do not fill shape " + Shapes.text(shape));
        }
        Tensor t = uninitialised(dtype, shape);
        for (int i = 0; i < values.length; i++) {
            dtype.put(t.address, i, values[i]);
        }
        return t;
    }

    /** A scalar, shape {@code []}. */
    public static Tensor scalar(DType dtype, double value) {
        return of(dtype, new double[] {value});
    }

    /** All elements 0. */
    public static Tensor zeros(DType dtype, int... shape) {
        Tensor t = uninitialised(dtype, shape);
        Memory.clear(t.address, t.length * dtype.bytes());
        return t;
    }

    /** All elements the same. */
    public static Tensor full(DType dtype, double value, int... shape) {
        Tensor t = zeros(dtype, shape);
        dtype.kernels().unary(UnaryOp.AFFINE, 1, value, t.address, t.address, t.length);
        return t;
    }

    /** Independent standard normal draws, in row-major order of the generator's {@code nextGaussian}. */
    public static Tensor normal(DType dtype, RandomGenerator random, int... shape) {
        Tensor t = uninitialised(dtype, shape);
        for (long i = 0; i < t.length; i++) {
            dtype.put(t.address, i, random.nextGaussian());
        }
        return t;
    }

    /** Independent draws from the uniform law on [0, 1), in row-major order of the generator's {@code nextDouble}. */
    public static Tensor uniform(DType dtype, RandomGenerator random, int... shape) {
        Tensor t = uninitialised(dtype, shape);
        // rounding would give 1, once in 2^25
        double largest = dtype == DType.FLOAT32 ? Math.nextDown(1f) : Math.nextDown(1.0);
        for (long i = 0; i < t.length; i++) {
            dtype.put(t.address, i, Math.min(random.nextDouble(), largest));
        }
        return t;
    }

    /**
     * A tensor on the memory of an ND4J array, which must be of type float or double; copied first only if it is not
     * dense and row-major.
     */
    public static Tensor of(INDArray array) {
        return Nd4jBridge.tensor(array);
    }

    /** A constant of this tensor's precision. */
    public Tensor like(double[] values, int... dimensions) {
        return of(dtype, values, dimensions);
    }

    static Tensor uninitialised(DType dtype, int... shape) {
        Scope.Stack stack = Scope.stack();
        long bytes = Shapes.length(shape) * dtype.bytes();
        if (stack.top() != null) {
            return new Tensor(dtype, shape.clone(), stack.allocate(bytes), null, stack.top(), null, false);
        }
        return own(dtype, shape);
    }

    static Tensor own(DType dtype, int... shape) {
        Memory.Block block = Memory.allocate(Math.max(1, Shapes.length(shape) * dtype.bytes()));
        return new Tensor(dtype, shape.clone(), block.address(), block, null, null, false);
    }

    /** A tensor on memory that {@code owner} keeps alive. */
    static Tensor view(DType dtype, long address, Object owner, int... shape) {
        return new Tensor(dtype, shape.clone(), address, owner, null, null, false);
    }

    /** This tensor as the result of an operation, recorded if any input is tracked and recording is on. */
    Tensor from(Primitive operation) {
        if (!Scope.stack().recording) {
            return this;
        }
        for (int i = 0; i < operation.arity(); i++) {
            if (operation.input(i).tracked) {
                return new Tensor(dtype, shape, address, owner, scope, operation, true);
            }
        }
        return this;
    }

    // ---- reading tensors
    // ------------------------------------------------------------------------------------------------------------

    /** The precision. */
    public DType dtype() {
        return dtype;
    }

    /** A copy of the sizes of all axes. */
    public int[] shape() {
        return shape.clone();
    }

    /** The shape in words, e.g. {@code [500, 2]}. */
    public String shapeText() {
        return Shapes.text(shape);
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Size of an axis; negative axes count from the end. */
    public int size(int axis) {
        return shape[Shapes.axis(axis, shape)];
    }

    /** Number of elements. */
    public long length() {
        return length;
    }

    /** The element at a row-major position. */
    public double get(long index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("element " + index + " of a tensor of " + length);
        }
        return dtype.get(address(), index);
    }

    /** The element in a row and column of a matrix. */
    public double get(int row, int column) {
        if (rank() != 2 || row < 0 || row >= shape[0] || column < 0 || column >= shape[1]) {
            throw new IndexOutOfBoundsException("row " + row + ", column " + column + " of shape " + shapeText());
        }
        return get((long) row * shape[1] + column);
    }

    /** The value of a tensor of one element. */
    public double item() {
        if (length != 1) {
            throw new IllegalStateException("a tensor of shape " + shapeText() + " has no single value");
        }
        return get(0);
    }

    /** A copy of all elements in row-major order. */
    public double[] toDoubleArray() {
        double[] out = new double[Math.toIntExact(length)];
        long from = address();
        for (int i = 0; i < out.length; i++) {
            out[i] = dtype.get(from, i);
        }
        return out;
    }

    /** Whether no element is NaN or infinite. */
    public boolean isFinite() {
        return kernels().allFinite(address(), length);
    }

    /** The first row, along the first axis, that has a NaN or an infinity in it; empty where all are finite. */
    public OptionalInt firstNonFiniteRow() {
        return isFinite()
                ? OptionalInt.empty()
                : IntStream.range(0, size(0))
                        .filter(i -> !slice(0, i, i + 1).isFinite())
                        .findFirst();
    }

    /** This tensor as an ND4J array on the same memory; valid as long as the tensor is. */
    public INDArray array() {
        return Nd4jBridge.array(this);
    }

    /**
     * The native address of the first element, for kernels and optimisers.
     *
     * @throws IllegalStateException if the scope this tensor was made in is closed
     */
    public long address() {
        if (!isAlive()) {
            throw new IllegalStateException("a tensor of shape " + shapeText()
                    + " was used after the scope it was made in had closed: copy what must outlive a scope"
                    + " with kept()");
        }
        return address;
    }

    @Override
    public String toString() {
        return dtype + shapeText() + (length <= 16 ? Arrays.toString(toDoubleArray()) : "");
    }

    // ---- derivatives and memory
    // -----------------------------------------------------------------------------------------------------

    /** This tensor as a variable: operations on the result are recorded. The tensor itself if it is tracked already. */
    public Tensor tracked() {
        return tracked ? this : new Tensor(dtype, shape, address(), owner, scope, null, true);
    }

    /**
     * The same values, on the same memory, as a constant: derivatives stop here, and what they were recorded from is
     * not kept alive.
     */
    public Tensor detach() {
        return tracked ? new Tensor(dtype, shape, address(), owner, scope, null, false) : this;
    }

    /** Whether operations on this tensor are recorded. */
    public boolean isTracked() {
        return tracked;
    }

    Primitive origin() {
        return origin;
    }

    int depth() {
        return depth;
    }

    /** Whether the memory is still there. */
    boolean isAlive() {
        return scope == null || scope.isOpen();
    }

    /** A constant copy in memory of its own, which outlives every scope. */
    public Tensor kept() {
        Tensor copy = own(dtype, shape);
        Memory.copy(address(), copy.address, length * dtype.bytes());
        return copy;
    }

    /** In another precision, to which derivatives are converted too; itself where the precision is the same. */
    public Tensor cast(DType to) {
        if (to == dtype) {
            return this;
        }
        Tensor out = uninitialised(to, shape);
        long from = address();
        for (long i = 0; i < length; i++) {
            to.put(out.address, i, dtype.get(from, i));
        }
        return Linear.of(out, this, v -> v.cast(to), g -> g.cast(dtype));
    }

    // ---- arithmetic
    // -----------------------------------------------------------------------------------------------------------------

    /** {@code this + y}. */
    public Tensor add(Tensor y) {
        return Binary.of(BinaryOp.ADD, this, y);
    }

    /** {@code this + c}. */
    public Tensor add(double c) {
        return Elementwise.of(UnaryOp.AFFINE, 1, c, this);
    }

    /** {@code this - y}. */
    public Tensor sub(Tensor y) {
        return Binary.of(BinaryOp.SUB, this, y);
    }

    /** {@code this - c}. */
    public Tensor sub(double c) {
        return add(-c);
    }

    /** {@code this * y}, element by element. */
    public Tensor mul(Tensor y) {
        return Binary.of(BinaryOp.MUL, this, y);
    }

    /** {@code c * this}. */
    public Tensor mul(double c) {
        return c == 1 ? this : Elementwise.of(UnaryOp.AFFINE, c, 0, this);
    }

    /** {@code this / y}, element by element. */
    public Tensor div(Tensor y) {
        return Binary.of(BinaryOp.DIV, this, y);
    }

    /** {@code this / c}. */
    public Tensor div(double c) {
        return mul(1 / c);
    }

    /** {@code -this}. */
    public Tensor neg() {
        return mul(-1);
    }

    /** The smaller of two elements; where they are equal the derivative goes to {@code y}. */
    public Tensor min(Tensor y) {
        return Binary.of(BinaryOp.MIN, this, y);
    }

    /** The larger of two elements; where they are equal the derivative goes to {@code y}. */
    public Tensor max(Tensor y) {
        return Binary.of(BinaryOp.MAX, this, y);
    }

    /** 1 where {@code this > c}, else 0; a constant. */
    public Tensor greaterThan(double c) {
        return Elementwise.of(UnaryOp.GREATER, c, 0, detach());
    }

    /** 1 where {@code this > y}, else 0; a constant. */
    public Tensor greaterThan(Tensor y) {
        return Binary.of(BinaryOp.GREATER, detach(), y.detach());
    }

    /** 1 where {@code this = y}, else 0; a constant. */
    public Tensor equalTo(Tensor y) {
        return Binary.of(BinaryOp.EQUAL, detach(), y.detach());
    }

    /** {@code mask ? x : y} element by element, all of one shape; the mask is a constant, 0 for false. */
    public static Tensor where(Tensor mask, Tensor x, Tensor y) {
        return Where.of(mask, x, y);
    }

    // ---- functions of one variable
    // --------------------------------------------------------------------------------------------------

    /** {@code 1 / this}. */
    public Tensor reciprocal() {
        return Elementwise.of(UnaryOp.RECIPROCAL, this);
    }

    /** {@code e^this}. */
    public Tensor exp() {
        return Elementwise.of(UnaryOp.EXP, this);
    }

    /** {@code e^this - 1}, accurate near 0. */
    public Tensor expm1() {
        return Elementwise.of(UnaryOp.EXPM1, this);
    }

    /** Natural logarithm. */
    public Tensor log() {
        return Elementwise.of(UnaryOp.LOG, this);
    }

    /** {@code ln(1 + this)}, accurate near 0. */
    public Tensor log1p() {
        return Elementwise.of(UnaryOp.LOG1P, this);
    }

    /** Square root. */
    public Tensor sqrt() {
        return Elementwise.of(UnaryOp.SQRT, this);
    }

    /** {@code this^2}. */
    public Tensor square() {
        return Elementwise.of(UnaryOp.SQUARE, this);
    }

    /** {@code this^p}; for a negative base the exponent must be whole. */
    public Tensor pow(double p) {
        if (p == 0) {
            return mul(0).add(1);
        }
        return p == 1 ? this : p == 2 ? square() : Elementwise.of(UnaryOp.POW, p, 0, this);
    }

    /** Sine. */
    public Tensor sin() {
        return Elementwise.of(UnaryOp.SIN, this);
    }

    /** Cosine. */
    public Tensor cos() {
        return Elementwise.of(UnaryOp.COS, this);
    }

    /** {@code (e^this - e^-this) / 2}. */
    public Tensor sinh() {
        return Elementwise.of(UnaryOp.SINH, this);
    }

    /** {@code (e^this + e^-this) / 2}. */
    public Tensor cosh() {
        return Elementwise.of(UnaryOp.COSH, this);
    }

    /**
     * The angle in {@code [0, pi]} whose cosine this is; NaN outside {@code [-1, 1]}, and infinite derivatives at its
     * ends.
     */
    public Tensor acos() {
        return Elementwise.of(UnaryOp.ACOS, this);
    }

    /** The angle in {@code [-pi, pi]} of the point {@code (x, this)} of the plane, broadcasting. */
    public Tensor atan2(Tensor x) {
        return Binary.of(BinaryOp.ATAN2, this, x);
    }

    /** Hyperbolic tangent. */
    public Tensor tanh() {
        return Elementwise.of(UnaryOp.TANH, this);
    }

    /** {@code 1 / (1 + e^-this)}. */
    public Tensor sigmoid() {
        return Elementwise.of(UnaryOp.SIGMOID, this);
    }

    /** {@code ln(1 + e^this)}, without overflow. */
    public Tensor softplus() {
        return Elementwise.of(UnaryOp.SOFTPLUS, this);
    }

    /** The error function. */
    public Tensor erf() {
        return Elementwise.of(UnaryOp.ERF, this);
    }

    /** Absolute value; derivative 0 at 0. */
    public Tensor abs() {
        return Elementwise.of(UnaryOp.ABS, this);
    }

    /** -1, 0 or 1. */
    public Tensor sign() {
        return Elementwise.of(UnaryOp.SIGN, this);
    }

    /** {@code max(this, 0)}. */
    public Tensor relu() {
        return Elementwise.of(UnaryOp.RELU, this);
    }

    /** {@code this} where positive, {@code a * this} elsewhere. */
    public Tensor leakyRelu(double a) {
        return Elementwise.of(UnaryOp.LEAKY_RELU, a, 0, this);
    }

    /** {@code this} where positive, {@code e^this - 1} elsewhere. */
    public Tensor elu() {
        return Elementwise.of(UnaryOp.ELU, this);
    }

    /** {@code x Phi(x)} with the exact normal law (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
    public Tensor gelu() {
        return Elementwise.of(UnaryOp.GELU, this);
    }

    /** {@code x sigmoid(x)}. */
    public Tensor swish() {
        return Elementwise.of(UnaryOp.SWISH, this);
    }

    /** Limited to {@code [low, high]}; derivative 1 inside, bounds included, and 0 outside. */
    public Tensor clip(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clip to [" + low + ", " + high + "]: the bounds must be in order");
        }
        return Elementwise.of(UnaryOp.CLIP, low, high, this);
    }

    // ---- reductions
    // -----------------------------------------------------------------------------------------------------------------

    /** Sum of all elements, shape {@code []}. */
    public Tensor sum() {
        return reshape(Math.toIntExact(length)).sum(0);
    }

    /** Sum over an axis, which disappears. */
    public Tensor sum(int axis) {
        int k = Shapes.axis(axis, shape);
        int[] reduced = Shapes.without(shape, k);
        Tensor out = uninitialised(dtype, reduced);
        kernels().sum(address(), Shapes.outer(shape, k), shape[k], Shapes.inner(shape, k), 0, out.address);
        return Linear.of(out, this, v -> v.sum(k), g -> g.unsqueeze(k).broadcastTo(shape));
    }

    /** Mean of all elements, shape {@code []}. */
    public Tensor mean() {
        return sum().div(length);
    }

    /** Mean over an axis, which disappears. */
    public Tensor mean(int axis) {
        return sum(axis).div(size(axis));
    }

    /** Largest element along an axis, which disappears; the derivative is shared between equal largest elements. */
    public Tensor max(int axis) {
        int k = Shapes.axis(axis, shape);
        if (shape[k] == 0) {
            throw new IllegalArgumentException("the largest of no elements: axis " + k + " of shape " + shapeText());
        }
        Tensor largest = uninitialised(dtype, Shapes.without(shape, k));
        kernels().max(address(), Shapes.outer(shape, k), shape[k], Shapes.inner(shape, k), largest.address);
        if (!tracked) {
            return largest;
        }
        Tensor attains = equalTo(largest.unsqueeze(k));
        Tensor share = attains.div(attains.sum(k).unsqueeze(k));
        return Linear.of(
                largest, this, v -> v.mul(share).sum(k), g -> g.unsqueeze(k).mul(share));
    }

    /** Smallest element along an axis, which disappears. */
    public Tensor min(int axis) {
        return neg().max(axis).neg();
    }

    /** {@code ln sum e^this} along an axis, which disappears; without overflow. */
    public Tensor logSumExp(int axis) {
        int k = Shapes.axis(axis, shape);
        // infinity less infinity is no number
        double limit = dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        Tensor shift = detach().max(k).clip(-limit, limit);
        return sub(shift.unsqueeze(k)).exp().sum(k).log().add(shift);
    }

    /** {@code e^this / sum e^this} along an axis. */
    public Tensor softmax(int axis) {
        int k = Shapes.axis(axis, shape);
        return sub(logSumExp(k).unsqueeze(k)).exp();
    }

    /**
     * Along the last axis, less the mean and over the standard deviation {@code sqrt(variance + epsilon)}, in one pass
     * forward and one backward (layer normalisation, arXiv:1607.06450).
     */
    public Tensor layerNorm(double epsilon) {
        return LayerNorm.of(this, epsilon);
    }

    // ---- matrix products
    // ------------------------------------------------------------------------------------------------------------

    /** Matrix product {@code [m, k] [k, n] -> [m, n]}. */
    public Tensor matmul(Tensor b) {
        return MatMul.of(false, false, this, b);
    }

    /** Matrix product with the second operand transposed, {@code [m, k] [n, k] -> [m, n]}. */
    public Tensor matmulTransposed(Tensor b) {
        return MatMul.of(false, true, this, b);
    }

    /** Matrix product with the first operand transposed, {@code [k, m] [k, n] -> [m, n]}. */
    public Tensor transposedMatmul(Tensor b) {
        return MatMul.of(true, false, this, b);
    }

    /**
     * A layer of a network in one pass, {@code activation(this W + b)}: {@code [n, in] [in, out] [out] -> [n, out]}.
     */
    public Tensor dense(Tensor w, Tensor b, Activation activation) {
        return Dense.of(this, w, b, activation);
    }

    // ---- shapes
    // -----------------------------------------------------------------------------------------------------------------

    /**
     * The same elements in another shape of the same length; shares memory. One size may be -1 and is then computed.
     */
    public Tensor reshape(int... to) {
        int[] full = Shapes.complete(to, length, shape);
        if (Arrays.equals(full, shape)) {
            return this;
        }
        return Linear.of(shared(0, full), this, v -> v.reshape(full), g -> g.reshape(shape));
    }

    /** A new axis of size 1 at this place; shares memory. */
    public Tensor unsqueeze(int axis) {
        int k = axis < 0 ? axis + rank() + 1 : axis;
        if (k < 0 || k > rank()) {
            throw new IllegalArgumentException("shape " + shapeText() + " takes no new axis " + axis);
        }
        int[] to = IntStream.range(0, rank() + 1)
                .map(i -> i < k ? shape[i] : i == k ? 1 : shape[i - 1])
                .toArray();
        return reshape(to);
    }

    /** Without an axis of size 1; shares memory. */
    public Tensor squeeze(int axis) {
        int k = Shapes.axis(axis, shape);
        if (shape[k] != 1) {
            throw new IllegalArgumentException("axis " + k + " of shape " + shapeText() + " has not size 1");
        }
        return reshape(Shapes.without(shape, k));
    }

    /** A matrix with rows and columns exchanged. */
    public Tensor transpose() {
        if (rank() != 2) {
            throw new IllegalArgumentException(
                    "only a matrix can be transposed, not shape " + shapeText() + ": use permute");
        }
        return permute(1, 0);
    }

    /** The axes in another order: axis i of the result is axis {@code order[i]} of this. */
    public Tensor permute(int... order) {
        int[] inverse = Shapes.inverse(order, shape);
        Tensor out = Copies.permute(this, order);
        return Linear.of(out, this, v -> v.permute(order), g -> g.permute(inverse));
    }

    /** Repeated along missing axes and axes of size 1, as NumPy broadcasts. */
    public Tensor broadcastTo(int... to) {
        if (Arrays.equals(to, shape)) {
            return this;
        }
        int[] target = to.clone();
        Tensor out = Copies.broadcast(this, target);
        return Linear.of(out, this, v -> v.broadcastTo(target), g -> g.sumTo(shape));
    }

    /** Summed down to a shape that broadcasts to this one: the adjoint of {@link #broadcastTo}. */
    Tensor sumTo(int... to) {
        Tensor t = this;
        while (t.rank() > to.length) {
            t = t.sum(0);
        }
        for (int i = 0; i < to.length; i++) {
            if (to[i] == 1 && t.shape[i] != 1) {
                t = t.sum(i).unsqueeze(i);
            }
        }
        return t;
    }

    /** Elements {@code from} (included) to {@code to} (excluded) of an axis; shares memory on the first axis. */
    public Tensor slice(int axis, int from, int to) {
        int k = Shapes.axis(axis, shape);
        if (from < 0 || to < from || to > shape[k]) {
            throw new IndexOutOfBoundsException(
                    "slice " + from + " to " + to + " of axis " + k + " of shape " + shapeText());
        }
        int[] cut = shape.clone();
        cut[k] = to - from;
        Tensor out = Shapes.outer(shape, k) == 1
                ? shared(from * Shapes.inner(shape, k), cut)
                : Copies.slice(this, k, from, to);
        int size = shape[k];
        return Linear.of(out, this, v -> v.slice(k, from, to), g -> g.pad(k, from, size));
    }

    /**
     * Zeros around: element i of this becomes element {@code at + i} of an axis of the given size. The adjoint of
     * {@link #slice}.
     */
    Tensor pad(int axis, int at, int size) {
        int width = shape[axis];
        Tensor out = Copies.pad(this, axis, at, size);
        return Linear.of(out, this, v -> v.pad(axis, at, size), g -> g.slice(axis, at, at + width));
    }

    /** Column i of a matrix, {@code [n, d] -> [n]}. */
    public Tensor column(int i) {
        return slice(1, i, i + 1).reshape(size(0));
    }

    /** Row i, {@code [n, ...] -> [...]}; shares memory. */
    public Tensor row(int i) {
        return slice(0, i, i + 1).reshape(Shapes.without(shape, 0));
    }

    /** Rows in a given order, possibly repeated: {@code [n, ...] -> [rows.length, ...]}. */
    public Tensor gather(int... rows) {
        int[] chosen = rows.clone();
        int n = size(0);
        return Linear.of(Copies.gather(this, chosen), this, v -> v.gather(chosen), g -> g.scatterAdd(chosen, n));
    }

    /** Row i of this is added to row {@code rows[i]} of n rows of zeros: the adjoint of {@link #gather}. */
    Tensor scatterAdd(int[] rows, int n) {
        return Linear.of(Copies.scatterAdd(this, rows, n), this, v -> v.scatterAdd(rows, n), g -> g.gather(rows));
    }

    /** Tensors joined along an axis; all other axes agree. */
    public static Tensor concat(int axis, List<Tensor> parts) {
        return Concat.of(axis, parts);
    }

    /** Tensors joined along an axis; all other axes agree. */
    public static Tensor concat(int axis, Tensor... parts) {
        return Concat.of(axis, List.of(parts));
    }

    /** Tensors of one shape joined along a new axis. */
    public static Tensor stack(int axis, List<Tensor> parts) {
        return concat(axis, parts.stream().map(t -> t.unsqueeze(axis)).toList());
    }

    /** Tensors of one shape joined along a new axis. */
    public static Tensor stack(int axis, Tensor... parts) {
        return stack(axis, List.of(parts));
    }

    // ---- for the primitives
    // ---------------------------------------------------------------------------------------------------------

    Kernels kernels() {
        return dtype.kernels();
    }

    /** The shape itself, not to be written to. */
    int[] dimensions() {
        return shape;
    }

    /** Another view of this memory, a constant. */
    private Tensor shared(long offset, int[] to) {
        return new Tensor(dtype, to, address() + offset * dtype.bytes(), owner, scope, null, false);
    }

    Object owner() {
        return owner;
    }
}
