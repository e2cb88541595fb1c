package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.Memory;

/**
 * What computes the tensors of a precision in this process: the last bits of a result, and its speed, depend on it.
 * Decided once, when the first tensor is computed.
 *
 * @param kernels the element-wise loops, e.g. {@code Vector API (512 bits)} or {@code ND4J (CpuBackend)}
 * @param blas the matrix products, with the processor they were written for where that is known, e.g.
 *     {@code OpenBLAS (SkylakeX)}
 */
public record Engine(String kernels, String blas) {
    /**
     * That of a precision; loads the native libraries if nothing has yet.
     *
     * @throws IllegalStateException if they are missing; the message names the artifact to add
     */
    public static Engine of(DType dtype) {
        Memory.allocate(dtype.bytes()).free();
        return new Engine(dtype.kernels().name(), dtype.kernels().blas());
    }

    @Override
    public String toString() {
        return kernels + " and " + blas;
    }
}
