package dev.pushforward.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.TrainingException;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicrobatchesTest {
    private static final RandomStream RANDOM = RandomStream.of(5);

    @Test
    void theCutCoversEveryRowOnce() {
        for (int n : new int[] {0, 1, 2, 63, 64, 100, 499, 500, 1999, 2000, 5000, 5001, 100_003}) {
            int next = 0;
            for (Rows rows : Microbatches.cut(n)) {
                assertEquals(next, rows.from());
                next = rows.to();
            }
            assertEquals(n, next);
        }
    }

    private static Parameters parameters(int width) {
        return Mlp.create(
                        List.of(2, width, width, width, 2),
                        Activation.ELU,
                        Initialization.PYTORCH,
                        DType.FLOAT32,
                        RANDOM.generator())
                .parameters();
    }

    /** The default batch through the default networks: as many pieces as eight threads need, and all of a size. */
    @Test
    void theDefaultBatchKeepsEightThreadsAtWork() {
        List<Rows> pieces = Microbatches.cut(500, parameters(200));
        assertEquals(8, pieces.size());
        for (Rows rows : pieces) {
            assertTrue(rows.count() >= 60 && rows.count() <= 64, rows.toString());
        }
        assertEquals(pieces, Microbatches.cut(500));
        assertEquals(8, Microbatches.cut(2000).size());
        assertEquals(10, Microbatches.cut(5000).size());
    }

    /** Fewer rows are fewer pieces, and so are those of a network whose weights cost more than they. */
    @Test
    void piecesKeepEnoughRows() {
        assertEquals(1, Microbatches.cut(63).size());
        assertEquals(2, Microbatches.cut(100).size());
        assertEquals(4, Microbatches.cut(250).size());
        Parameters large = parameters(1100);
        assertEquals(1, Microbatches.cut(127, large).size());
        assertEquals(2, Microbatches.cut(500, large).size());
        assertEquals(8, Microbatches.cut(2000, large).size());
    }

    @Test
    void mapIsTheSameForAnyNumberOfThreads() {
        Microbatches.RowFunction draw =
                (rows, random) -> Tensor.normal(DType.FLOAT32, random.generator(), rows.count(), 3)
                        .exp();
        double[] one = Microbatches.map(Workers.of(1), 3000, 3, DType.FLOAT32, RANDOM, draw)
                .toDoubleArray();
        double[] three = Microbatches.map(Workers.of(3), 3000, 3, DType.FLOAT32, RANDOM, draw)
                .toDoubleArray();
        assertArrayEquals(one, three);
    }

    /** Pieces, lanes and accumulation in place against one plain gradient of the whole batch. */
    @Test
    void gradientIsThatOfTheMeanLoss() {
        for (DType dtype : DType.values()) {
            Mlp mlp =
                    Mlp.create(List.of(2, 17, 9, 1), Activation.ELU, Initialization.PYTORCH, dtype, RANDOM.generator());
            int n = 2345;
            Tensor x = Tensor.normal(dtype, RANDOM.split(1).generator(), n, 2);
            var gradient = new GradientSum(mlp.parameters());
            double loss = Microbatches.gradient(
                    "loss", Workers.of(2), n, RANDOM, mlp.parameters(), gradient, (rows, random) -> mlp.apply(
                                    rows.of(x))
                            .reshape(rows.count())
                            .square());
            Tensor whole = mlp.apply(x).reshape(n).square().mean();
            assertEquals(whole.item(), loss, 1e-5 * loss);
            List<Tensor> expected = Gradient.of(whole).wrt(mlp.parameters().tensors());
            for (int i = 0; i < expected.size(); i++) {
                double[] e = expected.get(i).toDoubleArray();
                double[] a = gradient.total().tensors().get(i).toDoubleArray();
                assertArrayEquals(e, a, dtype == DType.FLOAT64 ? 1e-13 : 2e-6, dtype + ", parameter " + i);
            }
        }
    }

    /**
     * Of a network so large that 100 rows are one piece whose products the threads share, and that two partial
     * gradients are the fewest.
     */
    @ParameterizedTest
    @ValueSource(ints = {100, 150})
    void gradientOfManyParametersIsTheSameForAnyNumberOfThreads(int n) {
        Mlp mlp = Mlp.create(
                List.of(2, 1100, 1100, 1), Activation.GELU, Initialization.PYTORCH, DType.FLOAT32, RANDOM.generator());
        Tensor x = Tensor.normal(DType.FLOAT32, RANDOM.split(1).generator(), n, 2);
        double[][] of = new double[2][];
        for (int threads = 1; threads <= 2; threads++) {
            var gradient = new GradientSum(mlp.parameters());
            Microbatches.gradient(
                    "loss", Workers.of(threads), n, RANDOM, mlp.parameters(), gradient, (rows, random) -> mlp.apply(
                                    rows.of(x))
                            .reshape(rows.count())
                            .square());
            of[threads - 1] = gradient.total().flat().toDoubleArray();
        }
        assertArrayEquals(of[0], of[1]);
        List<Tensor> expected = Gradient.of(mlp.apply(x).reshape(n).square().mean())
                .wrt(mlp.parameters().tensors());
        assertArrayEquals(
                Tensor.concat(
                                0,
                                expected.stream()
                                        .map(g -> g.reshape(Math.toIntExact(g.length())))
                                        .toArray(Tensor[]::new))
                        .toDoubleArray(),
                of[0],
                2e-6);
    }

    /** A generator's draws are those that its gradient is taken at: a loss of the whole batch needs both. */
    @ParameterizedTest
    @CsvSource({"100, 1100", "100, 20", "300, 1100"})
    void rowsOfANetworkDrawTheSameInBoth(int n, int width) {
        Mlp mlp = Mlp.create(
                List.of(2, width, width, 1), Activation.ELU, Initialization.PYTORCH, DType.FLOAT32, RANDOM.generator());
        Tensor drawn = Microbatches.map(
                mlp.parameters(),
                Workers.of(2),
                n,
                2,
                RANDOM,
                (rows, random) -> Tensor.normal(DType.FLOAT32, random.generator(), rows.count(), 2));
        Microbatches.gradient(
                "loss",
                Workers.of(2),
                n,
                RANDOM,
                mlp.parameters(),
                new GradientSum(mlp.parameters()),
                (rows, random) -> {
                    Tensor z = Tensor.normal(DType.FLOAT32, random.generator(), rows.count(), 2);
                    assertArrayEquals(rows.of(drawn).toDoubleArray(), z.toDoubleArray());
                    return mlp.apply(z).reshape(rows.count());
                });
    }

    @Test
    void theFirstBadRowIsNamed() {
        Mlp mlp = Mlp.create(List.of(1, 1), Activation.ELU, Initialization.PYTORCH, DType.FLOAT32, RANDOM.generator());
        Tensor x = Tensor.zeros(DType.FLOAT32, 700, 1);
        Tensor bad = Tensor.concat(0, x.slice(0, 0, 612), Tensor.full(DType.FLOAT32, Double.NaN, 88, 1));
        var e = assertThrows(
                TrainingException.class,
                () -> Microbatches.gradient(
                        "test loss",
                        Workers.of(2),
                        700,
                        RANDOM,
                        mlp.parameters(),
                        new GradientSum(mlp.parameters()),
                        (rows, random) -> mlp.apply(rows.of(bad)).reshape(rows.count())));
        assertEquals("the test loss is NaN at row 612 of the batch", e.getMessage());
    }

    @Test
    void aLossOfTheWrongShapeIsNamed() {
        Mlp mlp = Mlp.create(List.of(1, 1), Activation.ELU, Initialization.PYTORCH, DType.FLOAT32, RANDOM.generator());
        Tensor x = Tensor.zeros(DType.FLOAT32, 10, 1);
        var e = assertThrows(
                TrainingException.class,
                () -> Microbatches.gradient(
                        "test loss",
                        Workers.of(1),
                        10,
                        RANDOM,
                        mlp.parameters(),
                        new GradientSum(mlp.parameters()),
                        (rows, random) -> mlp.apply(rows.of(x))));
        assertEquals("the test loss has shape [10, 1] for 10 rows: must be [10]", e.getMessage());
    }
}
