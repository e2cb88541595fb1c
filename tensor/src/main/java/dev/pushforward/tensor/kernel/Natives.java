package dev.pushforward.tensor.kernel;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;

/**
 * The native libraries under the tensors, which the artifact {@code pushforward-nd4j-cpu} brings and this module does
 * not.
 */
final class Natives {
    private Natives() {}

    /**
     * What ND4J gives.
     *
     * @throws IllegalStateException if no backend of ND4J is there
     */
    static <T> T backed(Supplier<T> nd4j) {
        try {
            return nd4j.get();
            // ND4J looks for a backend as its class is initialised
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw missing(e);
        }
    }

    /** What a library user is told to add. */
    static IllegalStateException missing(Throwable cause) {
        return new IllegalStateException(
                "the native libraries for " + Loader.getPlatform() + " are missing: add the artifact"
                        + " dev.pushforward:pushforward-nd4j-cpu, in the"
                        + " version of your pushforward-tensor and with"
                        + " scope runtime; on the module path add the JAR"
                        + " and those that it depends on",
                cause);
    }
}
