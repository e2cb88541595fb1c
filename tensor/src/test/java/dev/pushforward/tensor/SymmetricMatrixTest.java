package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SymmetricMatrixTest {
    private static final Tensor MATRIX =
            Tensor.of(DType.FLOAT64, new double[] {4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 1}, 3, 3);

    /** The characteristic polynomial of [[2, 1], [1, 5]] has the roots (7 -+ sqrt 13) / 2. */
    @Test
    void eigenvaluesAscend() {
        Tensor a = Tensor.of(DType.FLOAT32, new double[] {2, 1, 1, 5}, 2, 2);
        double[] expected = {(7 - Math.sqrt(13)) / 2, (7 + Math.sqrt(13)) / 2};
        assertArrayEquals(expected, SymmetricMatrix.of(a).eigenvalues(), 1e-14);
    }

    @Test
    void functionsOfTheMatrix() {
        SymmetricMatrix a = SymmetricMatrix.of(MATRIX);
        assertArrayEquals(MATRIX.toDoubleArray(), a.map(v -> v, DType.FLOAT64).toDoubleArray(), 1e-14);
        Tensor root = a.map(Math::sqrt, DType.FLOAT64);
        assertArrayEquals(MATRIX.toDoubleArray(), root.matmul(root).toDoubleArray(), 1e-14);
        Tensor inverse = a.map(v -> 1 / v, DType.FLOAT64);
        assertArrayEquals(
                new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, MATRIX.matmul(inverse).toDoubleArray(), 1e-14);
        assertEquals(DType.FLOAT32, a.map(Math::sqrt, DType.FLOAT32).dtype());
    }

    /** Of what is not symmetric the symmetric part is taken, and the caller's matrix stays as it is. */
    @Test
    void symmetricPart() {
        Tensor skew = Tensor.of(DType.FLOAT64, new double[] {2, 3, -1, 5}, 2, 2);
        assertArrayEquals(
                new double[] {2, 1, 1, 5},
                SymmetricMatrix.of(skew).map(v -> v, DType.FLOAT64).toDoubleArray(),
                1e-14);
        assertArrayEquals(new double[] {2, 3, -1, 5}, skew.toDoubleArray());
    }

    @Test
    void whatHasNoEigenvaluesIsNamed() {
        assertEquals(
                "eigenvalues of [2, 3]: a finite square matrix is needed",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SymmetricMatrix.of(Tensor.zeros(DType.FLOAT64, 2, 3)))
                        .getMessage());
        assertEquals(
                "eigenvalues of [1, 1], not finite: a finite square matrix is needed",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SymmetricMatrix.of(Tensor.full(DType.FLOAT64, Double.NaN, 1, 1)))
                        .getMessage());
    }
}
