package dev.pushforward.core.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorTest {
    private static Tensor matrix(DType dtype) {
        return Tensor.of(dtype, new double[] {1, -2, 3, 4, 5, -6}, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void structure(DType dtype) {
        Tensor m = matrix(dtype);
        assertArrayEquals(new double[] {1, 4, -2, 5, 3, -6}, m.transpose().toDoubleArray());
        assertArrayEquals(new double[] {-2, 5}, m.column(1).toDoubleArray());
        assertArrayEquals(new double[] {4, 5, -6}, m.row(1).toDoubleArray());
        assertArrayEquals(new double[] {5, 3, -3}, m.sum(0).toDoubleArray());
        assertArrayEquals(new double[] {2, 3}, m.sum(1).toDoubleArray());
        assertEquals(5, m.sum().item());
        assertArrayEquals(new double[] {3, 5}, m.max(1).toDoubleArray());
        assertArrayEquals(new double[] {1, -2, -6}, m.min(0).toDoubleArray());
        assertArrayEquals(new double[] {4, 5, -6, 1, -2, 3}, m.gather(1, 0).toDoubleArray());
        assertArrayEquals(new int[] {2, 1, 3}, m.unsqueeze(1).shape());
        assertArrayEquals(new int[] {3, 2, 1}, m.unsqueeze(0).permute(2, 1, 0).shape());
        assertArrayEquals(new double[] {1, -2, 3, 4, 5, -6, 1, -2, 3}, Tensor.concat(0, m, m.slice(0, 0, 1)).toDoubleArray());
        assertArrayEquals(new double[] {1, -2, 3, 1, 4, 5, -6, 4}, Tensor.concat(1, m, m.slice(1, 0, 1)).toDoubleArray());
        assertArrayEquals(new double[] {0, -8, 0, 0, 20, 0}, Tensor.where(m.column(1).unsqueeze(1).broadcastTo(2, 3).equalTo(m), m.mul(4), m.mul(0)).toDoubleArray());
        assertEquals(Math.log(Math.exp(1) + Math.exp(-2) + Math.exp(3)), m.logSumExp(1).get(0), 1e-6);
        assertEquals(1000 + Math.log(2), Tensor.full(dtype, 1000, 2).logSumExp(0).item(), 1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void emptyAndScalarShapes(DType dtype) {
        Tensor none = Tensor.zeros(dtype, 0, 3);
        assertArrayEquals(new int[] {0, 3}, none.exp().add(1).mul(none).shape());
        assertArrayEquals(new double[3], none.sum(0).toDoubleArray());
        assertArrayEquals(new int[] {0, 2}, none.matmul(Tensor.zeros(dtype, 3, 2)).shape());
        Tensor scalar = Tensor.scalar(dtype, 2);
        assertArrayEquals(new int[0], scalar.shape());
        assertEquals(Math.exp(2), scalar.exp().item(), 1e-5);
        assertArrayEquals(new double[] {3, 0, 5, 6, 7, -4}, matrix(dtype).add(scalar).toDoubleArray());
    }

    @Test
    void castChangesPrecisionOnly() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.1, 1e-3}, 2);
        assertArrayEquals(new double[] {0.1f, 1e-3f}, x.cast(DType.FLOAT32).toDoubleArray());
        assertSame(x, x.cast(DType.FLOAT64));
    }

    @Test
    void errorsNameShapes() {
        Tensor m = matrix(DType.FLOAT32);
        assertMessage("add of shapes [2, 3] and [2]: they do not broadcast", () -> m.add(m.column(0)));
        assertMessage("add of FLOAT32[2, 3] and FLOAT64[2, 3]: cast one of them", () -> m.add(matrix(DType.FLOAT64)));
        assertMessage("two matrices of one precision whose inner sizes agree are needed", () -> m.matmul(m));
        assertMessage("shape [2, 3] cannot become [4]: 6 elements against 4", () -> m.reshape(4));
        assertMessage("shape [2, 3] has no axis 2", () -> m.sum(2));
        assertMessage("slice 1 to 5 of axis 1 of shape [2, 3]", () -> m.slice(1, 1, 5));
        assertMessage("precision and all other axes must agree", () -> Tensor.concat(0, m, m.transpose()));
        assertMessage("a tensor of shape [2, 3] has no single value", m::item);
        assertMessage("5 values do not fill shape [2, 3]", () -> m.like(new double[5], 2, 3));
    }

    private static void assertMessage(String part, Runnable operation) {
        String message = assertThrows(RuntimeException.class, operation::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @EnumSource
    void nd4jArraysShareMemory(DType dtype) {
        Tensor m = matrix(dtype);
        INDArray array = m.array();
        assertArrayEquals(new long[] {2, 3}, array.shape());
        assertEquals(-6, array.getDouble(1, 2));
        array.putScalar(0, 1, 70);
        assertEquals(70, m.get(0, 1));
        INDArray own = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}).castTo(dtype == DType.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE);
        Tensor shared = Tensor.of(own);
        own.putScalar(1, 0, -9);
        assertArrayEquals(new double[] {1, 2, -9, 4}, shared.toDoubleArray());
        assertArrayEquals(new double[] {1, -9, 2, 4}, Tensor.of(own.transpose()).toDoubleArray());
        assertArrayEquals(new double[] {2, 4}, Tensor.of(own.getColumn(1)).toDoubleArray());
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(own.castTo(DataType.INT32)));
    }

    @Test
    void tensorsOfClosedScopesAreRefused() {
        Tensor inner;
        Tensor kept;
        try (Scope scope = Scope.open()) {
            inner = matrix(DType.FLOAT32).exp();
            kept = inner.kept();
        }
        assertTrue(assertThrows(IllegalStateException.class, () -> inner.add(1)).getMessage().contains("kept()"));
        assertEquals(Math.exp(1), kept.get(0), 1e-6);
    }

    @Test
    void scopesNestAndReuseTheirMemory() {
        try (Scope outer = Scope.open()) {
            Tensor x = matrix(DType.FLOAT32);
            long first;
            try (Scope scope = Scope.open()) {
                first = x.exp().address();
            }
            try (Scope scope = Scope.open()) {
                assertEquals(first, x.mul(2).address());
            }
            assertEquals(-6, x.get(5));
        }
        Scope first = Scope.open();
        Scope second = Scope.open();
        assertThrows(IllegalStateException.class, first::close);
        second.close();
        first.close();
        first.close();
    }

    @Test
    void drawsAreThoseOfTheGenerator() {
        var generator = RandomStream.of(4).generator();
        Tensor x = Tensor.normal(DType.FLOAT64, RandomStream.of(4).generator(), 2, 2);
        for (int i = 0; i < 4; i++) {
            assertEquals(generator.nextGaussian(), x.get(i));
        }
    }
}
