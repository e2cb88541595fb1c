package dev.pushforward.tensor.kernel;

/**
 * The loops under the tensors, for one precision. Arguments are native addresses of dense row-major arrays; an output
 * never overlaps an input unless a method says so. Implementations are thread-safe, and single-threaded but for
 * {@link SharedKernels}: parallelism is over the batch, above them. Every loop adds in an order fixed by the sizes
 * alone, so equal inputs give equal bits.
 */
public interface Kernels {
    /** What the element-wise loops are made with. */
    String name();

    /** What multiplies matrices. */
    String blas();

    /** Bytes of an element: 4 or 8. */
    int elementBytes();

    /** {@code y[i] = op(x[i])} for {@code n} elements; {@code y} may be {@code x}. */
    void unary(UnaryOp op, double a, double b, long x, long y, long n);

    /**
     * {@code out[i] = g[i] op(x[i])} for {@code n} elements: a slope times an incoming derivative; {@code out} may be
     * {@code g}.
     */
    void times(UnaryOp op, double a, double b, long g, long x, long out, long n);

    /**
     * {@link #times} of {@code rows x columns} elements, and {@code sums[c] = beta sums[c] + sum over r of out[r, c]}
     * with {@code beta} 0 or 1: in one pass where the implementation can.
     */
    default void timesAndSum(
            UnaryOp op, double a, long g, long x, long out, long rows, long columns, double beta, long sums) {
        times(op, a, 0, g, x, out, rows * columns);
        sum(out, 1, rows, columns, beta, sums);
    }

    /**
     * {@code out[r, c] = op(x[r xRow + c xColumn], y[r yRow + c yColumn])} for {@code rows x columns} elements. Strides
     * are in elements; a column stride is 1 or 0, and 0 repeats an element or a row: this is how rows, columns and
     * scalars are broadcast. {@code out} is dense and may be {@code x} or {@code y} where that one is dense too.
     */
    void binary(
            BinaryOp op,
            long rows,
            long columns,
            long x,
            long xRow,
            long xColumn,
            long y,
            long yRow,
            long yColumn,
            long out);

    /** {@code h[r, c] += bias[c]}, then {@code y[r, c] = op(h[r, c])}; {@code y} may be {@code h}. */
    void biasActivate(UnaryOp op, double a, long h, long bias, long y, long rows, long columns);

    /** {@code h[r, c] += bias[c]}. */
    void addBias(long h, long bias, long rows, long columns);

    /**
     * Layer normalisation of each row: {@code y[r, c] = rate[r] (x[r, c] - mean of row r)},
     * {@code rate[r] = 1 / sqrt(variance of row r + epsilon)}.
     */
    void layerNorm(double epsilon, long rows, long columns, long x, long y, long rate);

    /**
     * The derivative of {@link #layerNorm} along v, in either direction:
     * {@code out[r] = rate[r] (v[r] - mean(v[r]) - y[r] mean(y[r] v[r]))} for each row; {@code out} may be {@code v}.
     */
    void layerNormDerivative(long rows, long columns, long v, long y, long rate, long out);

    /**
     * {@code out[o, i] = sum over k of x[o, k, i]}, adding to what {@code out} holds if {@code beta} is 1 and
     * overwriting if 0.
     */
    void sum(long x, long outer, long axis, long inner, double beta, long out);

    /** {@code out[o, i] = max over k of x[o, k, i]}. */
    void max(long x, long outer, long axis, long inner, long out);

    /**
     * Matrix product {@code C = op(A) op(B) + beta C}, with {@code op(A)} of shape {@code [m, k]}, {@code op(B)} of
     * shape {@code [k, n]}; a transposed operand is stored as {@code [k, m]} or {@code [n, k]}.
     */
    void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c);

    /** {@code out[i] = mask[i] != 0 ? x[i] : y[i]}. */
    void select(long mask, long x, long y, long out, long n);

    /** {@code y[i] += alpha x[i]}. */
    void axpy(double alpha, long x, long y, long n);

    /** {@code sum of x[i]^2}, accumulated in double. */
    double sumOfSquares(long x, long n);

    /** Whether every element is finite. */
    boolean allFinite(long x, long n);

    /**
     * One step of Adam in place:
     * {@code m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2; w -= rate (m / c1) / (sqrt(v / c2) + epsilon)}, where
     * {@code c1 = 1 - b1^t}, {@code c2 = 1 - b2^t} correct the bias.
     */
    void adam(
            long w,
            long g,
            long m,
            long v,
            long n,
            double rate,
            double b1,
            double b2,
            double epsilon,
            double c1,
            double c2);

    /** One step of RMSProp in place: {@code v = decay v + (1-decay) g^2; w -= rate g / (sqrt(v) + epsilon)}. */
    void rmsProp(long w, long g, long v, long n, double rate, double decay, double epsilon);
}
