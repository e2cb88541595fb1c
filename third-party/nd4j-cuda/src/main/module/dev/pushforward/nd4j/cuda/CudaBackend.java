package dev.pushforward.nd4j.cuda;

import org.nd4j.linalg.jcublas.JCublasBackend;

/**
 * ND4J's CUDA backend. Where no GPU answers, ND4J's own prints a stack trace; this one says why in a line that ND4J
 * logs, and the CPU's serves.
 */
public final class CudaBackend extends JCublasBackend {
    /** For ServiceLoader. */
    public CudaBackend() {}

    @Override
    public boolean isAvailable() {
        try {
            return canRun();
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException("no CUDA GPU answers: " + reason(e) + "; computing on the CPU", e);
        }
    }

    /** The last cause's first line: a library that is missing, or that there is no device. */
    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }
}
