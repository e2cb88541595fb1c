package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.Nd4jArrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tensors and ND4J arrays on the same memory. */
final class Nd4jBridge {
    private Nd4jBridge() {}

    static Tensor tensor(INDArray array) {
        DType dtype = array.dataType() == DataType.FLOAT
                ? DType.FLOAT32
                : array.dataType() == DataType.DOUBLE ? DType.FLOAT64 : null;
        if (dtype == null) {
            throw new IllegalArgumentException("an array of type " + array.dataType() + ": must be FLOAT or DOUBLE");
        }
        boolean dense = array.ordering() == 'c'
                && !array.isView()
                && org.nd4j.linalg.api.shape.Shape.strideDescendingCAscendingF(array);
        INDArray own = dense ? array : array.dup('c');
        int[] shape = new int[own.rank()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Math.toIntExact(own.size(i));
        }
        return Tensor.view(dtype, Nd4jArrays.address(own), own, shape);
    }

    static INDArray array(Tensor t) {
        return Nd4jArrays.wrap(t.dtype().nd4j(), t.address(), t, t.dimensions());
    }
}
