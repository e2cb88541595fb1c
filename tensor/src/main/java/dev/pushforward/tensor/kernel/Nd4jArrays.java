package dev.pushforward.tensor.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays on memory that somebody else owns. */
public final class Nd4jArrays {
    static {
        KernelChoice.float32(); // loads OpenBLAS, before ND4J does
    }

    private Nd4jArrays() {}

    /**
     * A dense row-major array on the memory at an address, without copying; it keeps {@code owner}, on which that
     * memory hangs, alive.
     */
    public static INDArray wrap(DataType type, long address, Object owner, int... shape) {
        long[] sizes = Arrays.stream(shape).asLongStream().toArray();
        long length = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        if (length == 0) {
            return Natives.backed(() -> Nd4j.empty(type).reshape(sizes));
        }
        return Nd4j.create(buffer(type, address, length, owner), sizes, strides(sizes), 0, 'c', type);
    }

    /** With its indexer given, a buffer holds this very pointer and not a copy of it without the owner. */
    private static DataBuffer buffer(DataType type, long address, long length, Object owner) {
        if (type == DataType.FLOAT) {
            var pointer = new Floats(address, length, owner);
            return Natives.backed(() -> Nd4j.createBuffer(pointer, type, length, FloatIndexer.create(pointer)));
        }
        var pointer = new Doubles(address, length, owner);
        return Natives.backed(() -> Nd4j.createBuffer(pointer, type, length, DoubleIndexer.create(pointer)));
    }

    /** The address of an array's first element. */
    public static long address(INDArray array) {
        return array.data().address() + array.offset() * array.dataType().width();
    }

    private static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /** A pointer that frees nothing. */
    @SuppressWarnings("unused") // the owner is held, not read
    private static final class Floats extends FloatPointer {
        private final Object owner;

        Floats(long address, long length, Object owner) {
            super((Pointer) null);
            this.owner = owner;
            this.address = address;
            this.limit = length;
            this.capacity = length;
        }
    }

    /** A pointer that frees nothing. */
    @SuppressWarnings("unused") // the owner is held, not read
    private static final class Doubles extends DoublePointer {
        private final Object owner;

        Doubles(long address, long length, Object owner) {
            super((Pointer) null);
            this.owner = owner;
            this.address = address;
            this.limit = length;
            this.capacity = length;
        }
    }
}
