package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouplingFlowTest {
    private static final RandomStream KEY = RandomStream.of(29);
    private static final MlpSettings NETWORK = new MlpSettings(List.of(8, 7), Activation.TANH, Initialization.PYTORCH);

    private static CouplingFlow fresh(int d, int couplings) {
        return CouplingFlow.create(d, couplings, NETWORK, DType.FLOAT64, KEY);
    }

    /** A flow that is far from the identity in every coupling. */
    private static CouplingFlow arbitrary(int d, int couplings) {
        CouplingFlow flow = fresh(d, couplings);
        Tensor flat = flow.parameters().flat();
        TensorMemory.copy(
                Tensor.normal(DType.FLOAT64, KEY.split("parameters").generator(), Math.toIntExact(flat.length()))
                        .mul(0.6),
                flat);
        return flow;
    }

    private static Tensor points(int d) {
        return Tensor.normal(DType.FLOAT64, KEY.split("points").generator(), 9, d);
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "2, 5", "3, 1", "3, 4", "5, 3"})
    void theInverseUndoesTheMap(int d, int couplings) {
        CouplingFlow flow = arbitrary(d, couplings);
        Tensor z = points(d);
        CouplingFlow.Image there = flow.apply(z);
        assertTrue(there.points().sub(z).abs().mean().item() > 0.1, "the flow moves the points");
        CouplingFlow.Image back = flow.invert(there.points());
        assertArrayEquals(z.toDoubleArray(), back.points().toDoubleArray(), 1e-9);
        assertArrayEquals(
                there.logDeterminant().neg().toDoubleArray(),
                back.logDeterminant().toDoubleArray(),
                1e-9);
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "2, 5", "3, 1", "3, 4", "5, 3"})
    void theDeterminantIsThatOfTheJacobian(int d, int couplings) {
        CouplingFlow flow = arbitrary(d, couplings);
        Tensor z = points(d);
        double[] claimed = flow.apply(z).logDeterminant().toDoubleArray();
        double[] ofDifferences = logDeterminants(x -> flow.apply(x).points(), z);
        assertArrayEquals(ofDifferences, claimed, 1e-6);
        assertTrue(
                Arrays.stream(claimed).max().orElseThrow()
                                - Arrays.stream(claimed).min().orElseThrow()
                        > 0.1,
                "it differs from point to point");
    }

    /** Log absolute determinants of Jacobians by central differences. */
    private static double[] logDeterminants(UnaryOperator<Tensor> f, Tensor x) {
        int n = x.size(0);
        int d = x.size(1);
        double h = 1e-5;
        double[][][] jacobian = new double[n][d][d];
        for (int j = 0; j < d; j++) {
            double[] step = new double[d];
            step[j] = h;
            Tensor along = x.like(step, d);
            Tensor difference = f.apply(x.add(along)).sub(f.apply(x.sub(along))).div(2 * h);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < d; k++) {
                    jacobian[i][k][j] = difference.get(i, k);
                }
            }
        }
        return Arrays.stream(jacobian)
                .mapToDouble(CouplingFlowTest::logDeterminant)
                .toArray();
    }

    /** By elimination with pivots. */
    private static double logDeterminant(double[][] a) {
        int d = a.length;
        double sum = 0;
        for (int k = 0; k < d; k++) {
            int pivot = k;
            for (int i = k + 1; i < d; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            sum += Math.log(Math.abs(row[k]));
            for (int i = k + 1; i < d; i++) {
                double factor = a[i][k] / row[k];
                for (int j = k; j < d; j++) {
                    a[i][j] -= factor * row[j];
                }
            }
        }
        return sum;
    }

    @Test
    void aFreshFlowOnlyExchangesHalves() {
        Tensor z = points(3);
        CouplingFlow.Image once = fresh(3, 1).apply(z);
        assertArrayEquals(
                Tensor.concat(1, z.slice(1, 2, 3), z.slice(1, 0, 2)).toDoubleArray(),
                once.points().toDoubleArray());
        CouplingFlow.Image twice = fresh(3, 2).apply(z);
        assertArrayEquals(z.toDoubleArray(), twice.points().toDoubleArray());
        assertArrayEquals(new double[9], twice.logDeterminant().toDoubleArray());
    }

    @Test
    void anotherPrecisionIsTheSameFlow() {
        CouplingFlow flow = arbitrary(3, 4);
        Tensor z = points(3);
        CouplingFlow.Image single =
                flow.with(flow.parameters().in(DType.FLOAT32)).apply(z.cast(DType.FLOAT32));
        assertArrayEquals(
                flow.apply(z).points().toDoubleArray(), single.points().toDoubleArray(), 1e-4);
    }

    @Test
    void oneCoordinateIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> fresh(1, 4));
        assertEquals(
                "4 couplings of 1 coordinates: at least 1 coupling is needed, and at least 2 coordinates, as each half"
                        + " is moved by the other",
                e.getMessage());
    }
}
