package dev.pushforward.core.tensor.kernel;

import org.slf4j.LoggerFactory;

/**
 * Which kernels serve which precision, decided once at start: {@link SharedKernels} for float32 where the incubator module and a BLAS are
 * there, {@link Nd4jKernels} for everything else. The system property {@code pushforward.kernels} = {@code nd4j} forces the latter.
 */
public final class KernelChoice {
    private static final Kernels FLOAT32 = choose();

    private KernelChoice() {}

    /** The kernels for float32. */
    public static Kernels float32() {
        return FLOAT32;
    }

    /** The kernels for float64. */
    public static Kernels float64() {
        return Doubles.KERNELS;
    }

    /** Float64 alone needs ND4J to start, which takes a second: not before it is asked for. */
    private static final class Doubles {
        static final Kernels KERNELS = Nd4jKernels.float64();
    }

    private static Kernels choose() {
        if (System.getProperty("pushforward.kernels", "vector").equals("nd4j")) {
            return Nd4jKernels.float32();
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            LoggerFactory.getLogger(KernelChoice.class)
                    .warn("The Vector API is not there, so ND4J's slower kernels serve: start Java with --add-modules jdk.incubator.vector");
            return Nd4jKernels.float32();
        }
        return new SharedKernels();
    }
}
