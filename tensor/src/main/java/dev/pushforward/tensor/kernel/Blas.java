package dev.pushforward.tensor.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import jdk.incubator.vector.FloatVector;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * {@code cblas_sgemm} and {@code cblas_dgemm} of the OpenBLAS that ND4J brings, called on bare addresses. OpenBLAS is
 * kept at one thread: parallelism is over the batch, and threads of its own would spin against ours.
 */
public final class Blas {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;
    /** OpenBLAS's name of its kernels for AVX-512. */
    private static final String AVX512 = "SKYLAKEX";

    private static final System.Logger LOGGER = System.getLogger(Blas.class.getName());
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = library();
    private static final MethodHandle SGEMM = gemm("cblas_sgemm", ValueLayout.JAVA_FLOAT);
    private static final MethodHandle DGEMM = gemm("cblas_dgemm", ValueLayout.JAVA_DOUBLE);

    private Blas() {}

    /** Loads OpenBLAS now: ND4J multiplies by the same one, and who loads it first chooses its kernels. */
    static void load() {
        // done by the initialisation of this class
    }

    @SuppressWarnings("restricted") // calling native code is the point
    private static SymbolLookup library() {
        try {
            boolean chosen = chooseKernels();
            var library = SymbolLookup.libraryLookup(Path.of(Loader.load(openblas_nolapack.class)), Arena.global());
            if (chosen && !core(library).equalsIgnoreCase(AVX512)) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "OpenBLAS was loaded before Pushforward could choose its kernels, and took those for "
                                + core(library)
                                + ": matrix products may be slow. Use Pushforward before ND4J, or set"
                                + " OPENBLAS_CORETYPE="
                                + AVX512);
            }
            var threads = LINKER.downcallHandle(
                    library.find("openblas_set_num_threads").orElseThrow(),
                    FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            threads.invokeExact(1);
            return library;
        } catch (Throwable e) { // MethodHandle.invokeExact declares Throwable
            throw Natives.missing(e);
        }
    }

    @SuppressWarnings("restricted") // calling native code is the point
    private static MethodHandle gemm(String name, ValueLayout f) {
        var i = ValueLayout.JAVA_INT;
        var p = ValueLayout.JAVA_LONG;
        return LINKER.downcallHandle(
                LIBRARY.find(name).orElseThrow(), FunctionDescriptor.ofVoid(i, i, i, i, i, i, f, p, i, p, i, f, p, i));
    }

    /**
     * The processor that OpenBLAS's kernels were written for, e.g. {@code SkylakeX}: chosen by OpenBLAS or by the
     * environment.
     */
    static String core() {
        return core(LIBRARY);
    }

    @SuppressWarnings("restricted") // a C string has no length to check
    private static String core(SymbolLookup library) {
        var name = LINKER.downcallHandle(
                library.find("openblas_get_corename").orElseThrow(), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            return ((MemorySegment) name.invokeExact())
                    .reinterpret(Long.MAX_VALUE)
                    .getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("openblas_get_corename failed", e);
        }
    }

    /**
     * OpenBLAS 0.3.19 takes processors newer than itself for old ones: measured on an AMD with AVX-512, 51 GFLOP/s
     * against 240 with the kernels that fit. Where the JVM has 512-bit vectors and nobody has chosen, those are chosen
     * by the environment variable that it reads as it loads.
     *
     * @return whether they were
     */
    @SuppressWarnings("restricted") // setenv is in the C library
    private static boolean chooseKernels() throws Throwable {
        var setenv = LINKER.defaultLookup().find("setenv");
        boolean wide = System.getProperty("os.arch").equals("amd64")
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() // or the next class is missing
                && FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512;
        if (!wide || setenv.isEmpty() || System.getenv("OPENBLAS_CORETYPE") != null) {
            return false;
        }
        var call = LINKER.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) call.invokeExact(arena.allocateFrom("OPENBLAS_CORETYPE"), arena.allocateFrom(AVX512), 0);
            if (failed != 0) {
                LOGGER.log(
                        System.Logger.Level.WARNING, "OPENBLAS_CORETYPE could not be set: matrix products may be slow");
            }
            return failed == 0;
        }
    }

    /** Row-major {@code C = op(A) op(B) + beta C} of dense matrices; see {@link Kernels#gemm}. */
    public static void sgemm(
            boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, float beta, long c) {
        sgemm(transposeA, transposeB, m, n, k, a, transposeA ? m : k, b, transposeB ? k : n, beta, c, n);
    }

    /**
     * The same of matrices whose rows, as they are stored, begin {@code aRow}, {@code bRow} and {@code cRow} elements
     * after each other.
     */
    static void sgemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            long a,
            int aRow,
            long b,
            int bRow,
            float beta,
            long c,
            int cRow) {
        if (m == 0 || n == 0) {
            return;
        }
        try {
            SGEMM.invokeExact(
                    ROW_MAJOR,
                    transpose(transposeA),
                    transpose(transposeB),
                    m,
                    n,
                    k,
                    1f,
                    a,
                    Math.max(1, aRow),
                    b,
                    Math.max(1, bRow),
                    beta,
                    c,
                    cRow);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm failed", e);
        }
    }

    /** {@link #sgemm} on doubles. */
    public static void dgemm(
            boolean transposeA, boolean transposeB, int m, int n, int k, long a, long b, double beta, long c) {
        if (m == 0 || n == 0) {
            return;
        }
        try {
            DGEMM.invokeExact(
                    ROW_MAJOR,
                    transpose(transposeA),
                    transpose(transposeB),
                    m,
                    n,
                    k,
                    1.0,
                    a,
                    Math.max(1, transposeA ? m : k),
                    b,
                    Math.max(1, transposeB ? k : n),
                    beta,
                    c,
                    n);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_dgemm failed", e);
        }
    }

    private static int transpose(boolean yes) {
        return yes ? TRANSPOSE : NO_TRANSPOSE;
    }
}
