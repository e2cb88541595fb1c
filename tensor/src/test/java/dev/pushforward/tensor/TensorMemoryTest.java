package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TensorMemoryTest {
    @Test
    void rowsAreCopiedToTheirPlaces() {
        for (DType dtype : DType.values()) {
            Tensor to = TensorMemory.own(dtype, 4, 2);
            Tensor rows = Tensor.of(dtype, new double[] {1, 2, 3, 4}, 2, 2);
            TensorMemory.copyRows(rows, new int[] {3, 1}, to);
            assertArrayEquals(new double[] {0, 0, 3, 4, 0, 0, 1, 2}, to.toDoubleArray());
            assertThrows(IndexOutOfBoundsException.class, () -> TensorMemory.copyRows(rows, new int[] {0, 4}, to));
            assertThrows(IllegalArgumentException.class, () -> TensorMemory.copyRows(rows, new int[] {0}, to));
        }
    }
}
