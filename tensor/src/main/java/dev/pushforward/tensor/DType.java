package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.KernelChoice;
import dev.pushforward.tensor.kernel.Kernels;
import dev.pushforward.tensor.kernel.Memory;
import org.nd4j.linalg.api.buffer.DataType;

/** The precision of a tensor. */
public enum DType {
    /** IEEE 754 single precision. */
    FLOAT32(4),
    /** IEEE 754 double precision. */
    FLOAT64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of an element. */
    public int bytes() {
        return bytes;
    }

    /** ND4J's name for it. */
    DataType nd4j() {
        return this == FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
    }

    /** The loops that serve it. */
    Kernels kernels() {
        return this == FLOAT32 ? KernelChoice.float32() : KernelChoice.float64();
    }

    double get(long address, long index) {
        return this == FLOAT32 ? Memory.getFloat(address + 4 * index) : Memory.getDouble(address + 8 * index);
    }

    void put(long address, long index, double value) {
        if (this == FLOAT32) {
            Memory.putFloat(address + 4 * index, (float) value);
        } else {
            Memory.putDouble(address + 8 * index, value);
        }
    }
}
