package dev.pushforward.tensor.kernel;

import dev.pushforward.tensor.parallel.Workers;

/**
 * {@link VectorKernels} whose long loops are shared with the threads that {@linkplain Workers#idle stand idle}, as they
 * do where a batch has too few rows for its large network to be cut into pieces. Element-wise loops give the same bits
 * however they are cut. Products of few rows and a wide matrix are cut by their sizes alone, on one thread too.
 */
final class SharedKernels extends VectorKernels {
    /**
     * The most rows of a batch that are few: the rows of a layer's product, and the inner size of its weights'
     * gradient.
     */
    private static final int FEW = 128;
    /** Multiplications of a product below which handing out blocks costs more than it saves. */
    private static final long SMALL_PRODUCT = 1 << 22;
    /**
     * Columns of a block of a layer's product: narrower ones copy the rows, as OpenBLAS does for each product, too
     * often.
     */
    private static final int COLUMNS = 512;
    /** Rows of a block of a weights' gradient. */
    private static final int ROWS = 256;
    /** Elements of a block of an element-wise loop. */
    private static final int ELEMENTS = 1 << 14;

    /** A loop over some elements, rows or columns. */
    @FunctionalInterface
    private interface Loop {
        void run(long from, long count);
    }

    /** Runs a loop over n of something in blocks, on the threads that stand idle. */
    private static void inBlocks(long n, long block, Loop loop) {
        Workers.idle()
                .run(
                        Math.toIntExact((n + block - 1) / block),
                        i -> loop.run(i * block, Math.min(block, n - i * block)));
    }

    /** The same where the cut changes no bit: in one piece if there are no such threads. */
    private static void share(long n, long block, Loop loop) {
        if (n <= block || Workers.idle().threads() == 1) {
            loop.run(0, n);
        } else {
            inBlocks(n, block, loop);
        }
    }

    private static void shareRows(long rows, long columns, Loop loop) {
        share(rows, Math.max(1, ELEMENTS / Math.max(1, columns)), loop);
    }

    @Override
    public void unary(UnaryOp op, double a, double b, long x, long y, long n) {
        share(n, ELEMENTS, (from, count) -> super.unary(op, a, b, x + 4 * from, y + 4 * from, count));
    }

    @Override
    public void times(UnaryOp op, double a, double b, long g, long x, long out, long n) {
        share(n, ELEMENTS, (from, count) -> super.times(op, a, b, g + 4 * from, x + 4 * from, out + 4 * from, count));
    }

    @Override
    public void biasActivate(UnaryOp op, double a, long h, long b, long y, long rows, long columns) {
        shareRows(
                rows,
                columns,
                (from, count) ->
                        super.biasActivate(op, a, h + 4 * from * columns, b, y + 4 * from * columns, count, columns));
    }

    @Override
    public void addBias(long h, long b, long rows, long columns) {
        shareRows(rows, columns, (from, count) -> super.addBias(h + 4 * from * columns, b, count, columns));
    }

    @Override
    public void layerNorm(double epsilon, long rows, long columns, long x, long y, long rate) {
        shareRows(
                rows,
                columns,
                (from, count) -> super.layerNorm(
                        epsilon, count, columns, x + 4 * from * columns, y + 4 * from * columns, rate + 4 * from));
    }

    @Override
    public void layerNormDerivative(long rows, long columns, long v, long y, long rate, long out) {
        shareRows(rows, columns, (from, count) -> {
            long row = 4 * from * columns;
            super.layerNormDerivative(count, columns, v + row, y + row, rate + 4 * from, out + row);
        });
    }

    @Override
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c) {
        if (Math.min(m, k) > FEW || (long) m * n * k < SMALL_PRODUCT) {
            super.gemm(transposeA, transposeB, m, n, k, a, b, beta, c);
            return;
        }
        int aRow = transposeA ? m : k;
        int bRow = transposeB ? k : n;
        if (transposeA && m > ROWS) { // a weights' gradient: its few columns of A are next to each other
            inBlocks(
                    m,
                    ROWS,
                    (from, count) -> Blas.sgemm(
                            true,
                            transposeB,
                            (int) count,
                            n,
                            k,
                            a + 4 * from,
                            aRow,
                            b,
                            bRow,
                            (float) beta,
                            c + 4 * from * n,
                            n));
        } else {
            long bColumn = transposeB ? bRow : 1;
            inBlocks(
                    n,
                    COLUMNS,
                    (from, count) -> Blas.sgemm(
                            transposeA,
                            transposeB,
                            m,
                            (int) count,
                            k,
                            a,
                            aRow,
                            b + 4 * from * bColumn,
                            bRow,
                            (float) beta,
                            c + 4 * from,
                            n));
        }
    }
}
