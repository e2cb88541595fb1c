package dev.pushforward.core.tensor.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * {@code cblas_sgemm} of the OpenBLAS that ND4J brings, called on bare addresses. OpenBLAS is kept at one thread: parallelism is over the
 * batch, and threads of its own would spin against ours.
 */
public final class Blas {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;
    private static final MethodHandle SGEMM = load();

    private Blas() {}

    @SuppressWarnings("restricted") // calling native code is the point
    private static MethodHandle load() {
        try {
            var library = SymbolLookup.libraryLookup(Path.of(Loader.load(openblas_nolapack.class)), Arena.global());
            var linker = Linker.nativeLinker();
            var threads = linker.downcallHandle(
                    library.find("openblas_set_num_threads").orElseThrow(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            threads.invokeExact(1);
            var i = ValueLayout.JAVA_INT;
            var p = ValueLayout.JAVA_LONG;
            var f = ValueLayout.JAVA_FLOAT;
            return linker.downcallHandle(
                    library.find("cblas_sgemm").orElseThrow(), FunctionDescriptor.ofVoid(i, i, i, i, i, i, f, p, i, p, i, f, p, i));
        } catch (Throwable e) { // MethodHandle.invokeExact declares Throwable
            throw new IllegalStateException("OpenBLAS could not be loaded: is the module dev.pushforward.nd4j.cpu there?", e);
        }
    }

    /** Row-major {@code C = op(A) op(B) + beta C}; see {@link Kernels#gemm}. */
    public static void sgemm(boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, float beta, long c) {
        if (m == 0 || n == 0) {
            return;
        }
        try {
            SGEMM.invokeExact(ROW_MAJOR, transposeA ? TRANSPOSE : NO_TRANSPOSE, transposeB ? TRANSPOSE : NO_TRANSPOSE, m, n, k, 1f, a,
                    Math.max(1, transposeA ? m : k), b, Math.max(1, transposeB ? k : n), beta, c, n);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm failed", e);
        }
    }
}
