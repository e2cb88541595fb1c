package dev.pushforward.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A symmetric matrix {@code V diag(lambda) V^T} by its eigenvalues and eigenvectors, in double, by LAPACK. For matrices
 * of a few hundred rows: nothing is recorded, and it costs of order {@code d^3}.
 */
public final class SymmetricMatrix {
    private final double[] values;
    private final INDArray vectors;

    private SymmetricMatrix(double[] values, INDArray vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * The symmetric part of a matrix.
     *
     * @param a {@code [d, d]}, finite
     */
    public static SymmetricMatrix of(Tensor a) {
        if (a.rank() != 2 || a.size(0) != a.size(1) || !a.isFinite()) {
            throw new IllegalArgumentException("eigenvalues of " + a.shapeText() + (a.isFinite() ? "" : ", not finite")
                    + ": a finite square matrix is needed");
        }
        INDArray wide = a.array().castTo(DataType.DOUBLE);
        INDArray vectors = wide.add(wide.transpose()).divi(2);
        double[] values = Eigen.symmetricGeneralizedEigenvalues(vectors, true).toDoubleVector();
        return new SymmetricMatrix(values, vectors);
    }

    /** Its eigenvalues, ascending. */
    public double[] eigenvalues() {
        return values.clone();
    }

    /** {@code V diag(f(lambda)) V^T}, {@code [d, d]} in a precision: the function of the matrix, e.g. its root. */
    public Tensor map(DoubleUnaryOperator f, DType dtype) {
        INDArray scaled = vectors.mulRowVector(
                Nd4j.createFromArray(Arrays.stream(values).map(f).toArray()));
        return Tensor.of(scaled.mmul(vectors.transpose()).dup('c')).cast(dtype);
    }
}
