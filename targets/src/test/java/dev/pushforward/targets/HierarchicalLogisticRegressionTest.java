package dev.pushforward.targets;

import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.TargetContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HierarchicalLogisticRegressionTest {
    private static final RandomStream KEY = RandomStream.of(11);

    /** Made observations: two features, an intercept, labels that depend on them; values that float32 holds. */
    private static HierarchicalLogisticRegression made(int rows, int training, int minibatch) {
        RandomGenerator random = KEY.split("made").generator();
        double[][] design = new double[rows][];
        double[] labels = new double[rows];
        for (int i = 0; i < rows; i++) {
            design[i] = new double[] {(float) random.nextGaussian(), (float) random.nextDouble(), 1};
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-design[i][0] + 2 * design[i][1] - 0.5)) ? 1 : 0;
        }
        return new HierarchicalLogisticRegression(design, labels, training, minibatch);
    }

    /** Three rows of thirty at w = (0.5, -0.25, 0.1), alpha = 2; labels +1, -1, +1; computed independently. */
    @Test
    void pin() {
        Tensor design = Tensor.of(DType.FLOAT64, new double[] {.2, 1, 1, -.5, .3, 1, 1, -1, 1}, 3, 3);
        Tensor labels = Tensor.of(DType.FLOAT64, new double[] {1, 0, 1}, 3);
        var posterior = new LogisticPosterior(new Observations(design, labels), 10);
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {.5, -.25, .1, Math.log(2)}, 1, 4);
        assertEquals(-15.222499233652, posterior.logDensity(x).item(), 1e-11);
        assertArrayEquals(
                new double[] {5.239254, 1.298687, 3.479441, 2.157500},
                posterior.score(x).toDoubleArray(),
                1e-6);
    }

    /** Several blocks, streamed and recorded, are the sum over observations one by one. */
    @Test
    void blocksAddUp() {
        int n = 10_000;
        HierarchicalLogisticRegression whole = made(n + 1, n, 500);
        Tensor x = Tensor.normal(DType.FLOAT64, KEY.split("x").generator(), 3, 4);
        Tensor recorded = whole.score(x.tracked());
        assertClose("score, recorded and streamed", recorded, whole.score(x), 1e-12);
        assertClose("density, recorded and streamed", whole.logDensity(x.tracked()), whole.logDensity(x), 1e-12);
        double[] sums = new double[3];
        HierarchicalLogisticRegression held = made(n + 1, 1, 500); // the same observations but the first are held out
        double[] first = new HierarchicalLogisticRegressionTest.Prior(held).likelihoodOfTheOnlyObservation(x);
        Tensor rest = held.logPredictive(x, 0, n - 1).sum(1);
        for (int i = 0; i < 3; i++) {
            sums[i] = first[i] + rest.get(i) + prior(x, i);
        }
        assertArrayEquals(sums, whole.logDensity(x).toDoubleArray(), 1e-8);
    }

    private static double prior(Tensor x, int row) {
        double squares = 0;
        for (int j = 0; j < 3; j++) {
            squares += x.get(row, j) * x.get(row, j);
        }
        return 2.5 * x.get(row, 3) - Math.exp(x.get(row, 3)) * (squares / 2 + 0.01);
    }

    private record Prior(HierarchicalLogisticRegression target) {
        double[] likelihoodOfTheOnlyObservation(Tensor x) {
            return IntStream.range(0, x.size(0))
                    .mapToDouble(i -> target.logDensity(x).get(i) - prior(x, i))
                    .toArray();
        }
    }

    @Test
    void everyStepSeesAllWhereThereAreNotMore() {
        HierarchicalLogisticRegression few = made(30, 20, 20);
        assertSame(few, few.minibatch(KEY));
        HierarchicalLogisticRegression more = made(30, 21, 20);
        DensityTarget some = more.minibatch(KEY);
        Tensor x = Tensor.zeros(DType.FLOAT64, 1, 4);
        // at w = 0 every observation costs as much
        assertEquals(-21 * Math.log(2) - 0.01, some.logDensity(x).item(), 1e-9);
        assertNotEquals(
                more.minibatch(KEY.split(1)).score(x).get(0),
                more.minibatch(KEY.split(2)).score(x).get(0));
    }

    @Test
    void badDataIsRefused() {
        double[][] design = {{1}, {1}};
        assertThrows(
                IllegalArgumentException.class,
                () -> new HierarchicalLogisticRegression(design, new double[] {0, 2}, 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HierarchicalLogisticRegression(design, new double[] {0}, 1, 1));
        for (int training : new int[] {0, 2, 3}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new HierarchicalLogisticRegression(design, new double[] {0, 1}, training, 1));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new HierarchicalLogisticRegression(design, new double[] {0, 1}, 1, 0));
    }

    private static String table(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> i + ",-1.5e1," + (i - 50) * 0.25 + "," + i % 2 + "\n")
                .collect(Collectors.joining("", "x1,x2,x3,y\n", ""));
    }

    /**
     * Features come out in [0, 1], every row once, in another order for another split; a gzip file and a plain one are
     * the same.
     */
    @Test
    void tablesAreScaledAndShuffled(@TempDir Path folder) throws IOException {
        Path plain = Files.writeString(folder.resolve("table.csv"), table(5000).stripTrailing());
        Path packed = folder.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(table(5000).getBytes(StandardCharsets.US_ASCII));
        }
        Observations read = Observations.read(plain, 1);
        assertArrayEquals(new int[] {5000, 4}, read.design().shape());
        boolean[] seen = new boolean[5000];
        int inPlace = 0;
        for (int i = 0; i < 5000; i++) {
            int row = (int) Math.round(read.design().get(i, 0) * 4999);
            seen[row] = true;
            inPlace += row == i ? 1 : 0;
            assertEquals(0, read.design().get(i, 1), "a constant feature");
            assertEquals(row / 4999.0, read.design().get(i, 2), 1e-6);
            assertEquals(1, read.design().get(i, 3), "the intercept");
            assertEquals(row % 2, read.labels().get(i), "a row keeps its label");
        }
        assertTrue(IntStream.range(0, 5000).allMatch(i -> seen[i]), "a row is lost");
        assertTrue(inPlace < 20, inPlace + " rows of 5,000 stay where they were");
        assertArrayEquals(
                read.design().toDoubleArray(),
                Observations.read(packed, 1).design().toDoubleArray());
        assertTrue(
                !Arrays.equals(
                        read.labels().toDoubleArray(),
                        Observations.read(plain, 2).labels().toDoubleArray()),
                "another split is another order");
        assertSame(SharedObservations.read(plain, 1), SharedObservations.read(plain, 1));
        HierarchicalLogisticRegression target = HierarchicalLogisticRegression.read(plain, 1, 0, 10);
        assertEquals(4000, target.observations());
        assertEquals(1000, target.heldOut());
        assertEquals(100, HierarchicalLogisticRegression.read(plain, 1, 100, 10).observations());
        assertThrows(IllegalArgumentException.class, () -> HierarchicalLogisticRegression.read(plain, 1, 4001, 10));
    }

    @Test
    void badTablesAreRefusedWithTheirPlace(@TempDir Path folder) throws IOException {
        refused(folder, "x1,y\n1,0\n2\n", "line 3 has 1 value, the header has 2");
        refused(folder, "x1,y\n1,0\n2,1,5\n", "line 3 has more values");
        refused(folder, "x1,y\n1,0\n2,one\n", "line 3 column 2 ('y'): 'one' is not a number");
        refused(folder, "x1,y\n1,0\n,1\n", "line 3 column 1 ('x1'): is empty");
        refused(folder, "x1,y\n1,0\nNaN,1\n", "line 3 column 1 ('x1'): NaN is not finite");
        refused(folder, "x1,y\n1,0\n2,3\n", "line 3: the label is 3.0");
        refused(folder, "x1,y\n1,0\n" + "1".repeat(70) + ",1\n", "64 characters");
        refused(folder, "x1,y\n", "0 rows in all");
        var missing = assertThrows(
                IllegalArgumentException.class,
                () -> HierarchicalLogisticRegression.read(folder.resolve("none.csv"), 1, 0, 1));
        assertTrue(missing.getMessage().contains("none.csv"), missing.getMessage());
    }

    private static void refused(Path folder, String text, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        var refused =
                assertThrows(IllegalArgumentException.class, () -> HierarchicalLogisticRegression.read(file, 1, 0, 1));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Nested
    class Whole extends TargetContract {
        @Override
        protected HierarchicalLogisticRegression create() {
            return made(300, 250, 40);
        }
    }

    @Nested
    class Minibatch extends TargetContract {
        @Override
        protected DensityTarget create() {
            return made(300, 250, 40).minibatch(KEY.split("contract"));
        }
    }
}
