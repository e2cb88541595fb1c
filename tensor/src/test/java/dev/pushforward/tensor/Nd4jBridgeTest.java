package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tensors and ND4J arrays on one memory: writing to either shows in the other. */
class Nd4jBridgeTest {
    /**
     * Before ND4J, which would load OpenBLAS with the kernels that OpenBLAS chooses: the other tests in this JVM expect
     * ours.
     */
    @BeforeAll
    static void pushforwardFirst() {
        Engine.of(DType.FLOAT32);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void arraysOfTensorsShareMemory(DType dtype) {
        Tensor x = Tensor.of(dtype, new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        INDArray array = x.array();
        assertEquals(dtype.nd4j(), array.dataType());
        assertArrayEquals(new long[] {2, 3}, array.shape());
        assertEquals(6, array.getDouble(1, 2));
        array.putScalar(new int[] {1, 0}, -7);
        assertEquals(-7, x.get(1, 0));
        array.muli(2);
        assertArrayEquals(new double[] {2, 4, 6, -14, 10, 12}, x.toDoubleArray());
        assertEquals(18, x.slice(0, 1, 2).array().sumNumber().doubleValue() + 10, 1e-12);
        assertEquals(-14, x.row(1).array().getDouble(0));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void tensorsOfArraysShareMemory(DType dtype) {
        INDArray array =
                Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).castTo(dtype.nd4j());
        Tensor x = Tensor.of(array);
        assertEquals("[2, 3]", x.shapeText());
        assertEquals(dtype, x.dtype());
        array.putScalar(new int[] {0, 1}, 20);
        assertEquals(20, x.get(0, 1));
        assertArrayEquals(new double[] {1, 20, 3, 4, 5, 6}, x.toDoubleArray());
        x.array().putScalar(new int[] {1, 2}, 60);
        assertEquals(60, array.getDouble(1, 2));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void scalarsAndEmptyTensors(DType dtype) {
        Tensor scalar = Tensor.scalar(dtype, 2.5);
        assertEquals(0, scalar.array().rank());
        assertEquals(2.5, scalar.array().getDouble(0));
        assertEquals("[]", Tensor.of(scalar.array()).shapeText());
        assertEquals(1.5, Tensor.of(Nd4j.scalar(dtype.nd4j(), 1.5)).item());
        assertArrayEquals(new long[] {0, 3}, Tensor.zeros(dtype, 0, 3).array().shape());
        assertEquals("[0, 3]", Tensor.of(Tensor.zeros(dtype, 0, 3).array()).shapeText());
    }

    /** Whatever is not dense and row-major is copied, in its own order of elements. */
    @ParameterizedTest
    @EnumSource(DType.class)
    void otherLayouts(DType dtype) {
        INDArray array = Nd4j.arange(24).castTo(dtype.nd4j()).reshape(2, 3, 4);
        assertArrayEquals(
                new double[] {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23},
                Tensor.of(array.slice(1)).toDoubleArray());
        INDArray part = array.get(NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.interval(1, 3));
        assertEquals("[2, 2]", Tensor.of(part).shapeText());
        assertArrayEquals(new double[] {5, 6, 17, 18}, Tensor.of(part).toDoubleArray());
        INDArray matrix = Nd4j.arange(6).castTo(dtype.nd4j()).reshape(2, 3);
        assertArrayEquals(
                new double[] {0, 3, 1, 4, 2, 5}, Tensor.of(matrix.transpose()).toDoubleArray());
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4, 5}, Tensor.of(matrix.dup('f')).toDoubleArray());
        assertArrayEquals(new double[] {1, 4}, Tensor.of(matrix.getColumn(1)).toDoubleArray());
        assertArrayEquals(new double[] {3, 4, 5}, Tensor.of(matrix.getRow(1)).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 2, 4, 5},
                Tensor.of(matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)))
                        .toDoubleArray());
        assertArrayEquals(
                new double[] {3, 4, 5},
                Tensor.of(matrix.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all()))
                        .toDoubleArray());
        assertArrayEquals(
                new double[] {7, 7, 7, 7},
                Tensor.of(Nd4j.scalar(dtype.nd4j(), 7).broadcast(2, 2)).toDoubleArray());
    }

    /** The array keeps the memory of a tensor that nobody else holds. */
    @Test
    void arraysOutliveTheirTensors() {
        INDArray array = Tensor.full(DType.FLOAT64, 3, 1000).array();
        for (int i = 0; i < 20; i++) {
            System.gc();
            Tensor.full(DType.FLOAT64, -1, 1000).sum().item();
        }
        assertEquals(3000, array.sumNumber().doubleValue());
    }

    @Test
    void otherTypesAreRefused() {
        assertEquals(
                "an array of type INT: must be FLOAT or DOUBLE",
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(Nd4j.zeros(DataType.INT32, 2)))
                        .getMessage());
    }
}
