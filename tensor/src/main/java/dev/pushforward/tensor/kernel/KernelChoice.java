package dev.pushforward.tensor.kernel;

/**
 * Which kernels serve which precision, decided once at start: {@link SharedKernels} for float32 and
 * {@link DoubleKernels} for float64 where the incubator module and a BLAS are there, {@link Nd4jKernels} for both
 * elsewhere. The system property {@code pushforward.kernels} = {@code nd4j} forces the latter.
 */
public final class KernelChoice {
    private static final boolean OWN = own();
    private static final Kernels FLOAT32 = OWN ? new SharedKernels() : Nd4jKernels.float32();

    private KernelChoice() {}

    /** The kernels for float32. */
    public static Kernels float32() {
        return FLOAT32;
    }

    /** The kernels for float64. */
    public static Kernels float64() {
        return Doubles.KERNELS;
    }

    /** Not before they are asked for: most runs use float32 alone. */
    private static final class Doubles {
        static final Kernels KERNELS = OWN ? new DoubleKernels() : Nd4jKernels.float64();
    }

    private static boolean own() {
        if (System.getProperty("pushforward.kernels", "vector").equals("nd4j")) {
            return false;
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            System.getLogger(KernelChoice.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "ND4J's slower kernels compute, because the Vector API is missing: start Java with"
                                    + " --add-modules jdk.incubator.vector");
            return false;
        }
        return true;
    }
}
