package dev.pushforward.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.tensor.parallel.Workers;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops long enough to be cut, as the only task of a job of one to three threads, against those of one thread. */
@Timeout(60)
class SharedKernelsTest {
    private static final Kernels SHARED = new SharedKernels();
    private static final Kernels ALONE = new VectorKernels();
    /** More than one block, and no whole number of blocks or vectors. */
    private static final int ROWS = 99;

    private static final int COLUMNS = 1037;

    /** Numbers in native memory. */
    private record Floats(Memory.Block block, int length) {
        static Floats normal(int length, long seed) {
            var random = new Random(seed);
            var floats = new Floats(Memory.allocate(4L * length), length);
            for (int i = 0; i < length; i++) {
                Memory.putFloat(floats.address() + 4L * i, (float) random.nextGaussian());
            }
            return floats;
        }

        long address() {
            return block.address();
        }

        float[] values() {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = Memory.getFloat(address() + 4L * i);
            }
            return values;
        }
    }

    /** What a loop makes of the same numbers. */
    private static float[] result(Kernels kernels, int threads, int length, BiConsumer<Kernels, Long> loop) {
        Floats out = Floats.normal(length, 9);
        Workers.of(threads).run(1, task -> loop.accept(kernels, out.address()));
        return out.values();
    }

    private static void assertSameBits(int length, BiConsumer<Kernels, Long> loop) {
        float[] expected = result(ALONE, 1, length, loop);
        for (int threads = 1; threads <= 3; threads++) {
            assertArrayEquals(expected, result(SHARED, threads, length, loop));
        }
    }

    @Test
    void elementwiseLoopsGiveTheBitsOfOneThread() {
        int n = ROWS * COLUMNS;
        Floats x = Floats.normal(n, 1);
        Floats g = Floats.normal(n, 2);
        Floats bias = Floats.normal(COLUMNS, 3);
        assertSameBits(n, (kernels, out) -> kernels.unary(UnaryOp.GELU, 0, 0, x.address(), out, n));
        assertSameBits(n, (kernels, out) -> kernels.unary(UnaryOp.AFFINE, -1.5, 0.25, out, out, n));
        // has no vector form
        assertSameBits(n, (kernels, out) -> kernels.unary(UnaryOp.SIN, 0, 0, x.address(), out, n));
        assertSameBits(n, (kernels, out) -> kernels.times(UnaryOp.GELU_SLOPE, 0, 0, g.address(), x.address(), out, n));
        assertSameBits(
                n,
                (kernels, out) ->
                        kernels.biasActivate(UnaryOp.LEAKY_RELU, 0.2, out, bias.address(), out, ROWS, COLUMNS));
        assertSameBits(n, (kernels, out) -> kernels.addBias(out, bias.address(), ROWS, COLUMNS));
    }

    /**
     * A layer, its input's derivative, its weights' gradient and the product of two transposes; wide, narrow and too
     * small to be cut.
     */
    @ParameterizedTest
    @CsvSource({
        "99, 1037, 1100",
        "99, 1037, 56",
        "99, 56, 1037",
        "1037, 1100, 99",
        "1037, 56, 99",
        "56, 1037, 99",
        "3, 1037, 1100",
        "0, 1037, 1100",
        "9, 9, 9"
    })
    void productsAreTheSameForAnyNumberOfThreads(int m, int n, int k) {
        Floats a = Floats.normal(m * k, 4);
        Floats b = Floats.normal(k * n, 5);
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                for (double beta : new double[] {0, 1}) {
                    BiConsumer<Kernels, Long> product =
                            (kernels, c) -> kernels.gemm(ta, tb, m, n, k, a.address(), b.address(), beta, c);
                    float[] one = result(SHARED, 1, m * n, product);
                    assertArrayEquals(
                            result(ALONE, 1, m * n, product),
                            one,
                            1e-6f * (k + 1),
                            "the cut must not change the product");
                    for (int threads = 2; threads <= 3; threads++) {
                        assertArrayEquals(one, result(SHARED, threads, m * n, product));
                    }
                }
            }
        }
    }
}
