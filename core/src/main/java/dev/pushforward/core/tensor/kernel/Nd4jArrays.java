package dev.pushforward.core.tensor.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays on memory that somebody else owns. */
public final class Nd4jArrays {
    private Nd4jArrays() {}

    /** A dense row-major array on the memory at an address, without copying; valid as long as that memory is. */
    public static INDArray wrap(DataType type, long address, int... shape) {
        long[] sizes = Arrays.stream(shape).asLongStream().toArray();
        long length = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        if (length == 0) {
            return Nd4j.empty(type).reshape(sizes);
        }
        Pointer pointer = type == DataType.FLOAT ? new Floats(address, length) : new Doubles(address, length);
        return Nd4j.create(Nd4j.createBuffer(pointer, length, type), sizes, strides(sizes), 0, 'c', type);
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
    private static final class Floats extends FloatPointer {
        Floats(long address, long length) {
            super((Pointer) null);
            this.address = address;
            this.limit = length;
            this.capacity = length;
        }
    }

    /** A pointer that frees nothing. */
    private static final class Doubles extends DoublePointer {
        Doubles(long address, long length) {
            super((Pointer) null);
            this.address = address;
            this.limit = length;
            this.capacity = length;
        }
    }
}
