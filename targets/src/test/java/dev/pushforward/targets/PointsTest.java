package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.State;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.targets.internal.PointsFactory;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.TargetContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points of a file as a target. */
class PointsTest {
    private static final RandomStream KEY = RandomStream.of(3);

    /** The unit circle, as far as points need it: all else is the plane's. */
    private static final Space CIRCLE = (Space) Proxy.newProxyInstance(
            Space.class.getClassLoader(),
            new Class<?>[] {Space.class},
            (space, method, arguments) -> method.getName().equals("project")
                    ? onCircle((Tensor) arguments[0])
                    : method.invoke(new Euclidean(2), arguments));

    private static Tensor onCircle(Tensor x) {
        return x.div(x.square().sum(1).sqrt().unsqueeze(1));
    }

    @TempDir
    Path folder;

    /** Rows (i, 2 i). */
    private static Tensor line(int n) {
        return Tensor.of(
                DType.FLOAT64,
                IntStream.range(0, n)
                        .boxed()
                        .flatMapToDouble(i -> Arrays.stream(new double[] {i, 2.0 * i}))
                        .toArray(),
                n,
                2);
    }

    private static int[] firsts(Tensor x) {
        return IntStream.range(0, x.size(0)).map(i -> (int) x.get(i, 0)).toArray();
    }

    @Nested
    class Contract extends TargetContract {
        @Override
        protected Points create() {
            return new Points(new Euclidean(2), line(300), 0.2);
        }
    }

    /** As {@code draw} and a run write them. */
    @Test
    void weightedDrawsAreNoDataSet() throws IOException {
        Path table = folder.resolve("weighted.csv");
        Files.writeString(table, "x1,x2,log_weight\n1,2,-0.5\n3,4,0.5\n");
        assertEquals(
                table
                        + " holds weighted draws, with 'log_weight', and in a data set each row counts once: write"
                        + " equally weighted draws by `draw --resample`",
                assertThrows(IllegalArgumentException.class, () -> PointFile.read(table, "", List.of()))
                        .getMessage());
        assertArrayEquals(
                new int[] {2, 2}, PointFile.read(table, "", List.of("x1", "x2")).shape(), "a user may choose columns");
        Path arrays = folder.resolve("weighted.npz");
        for (String name : List.of("draws", "drawn")) {
            String weights = name.equals("draws") ? "log_weights" : "drawn_log_weights";
            StateFile.write(arrays, State.empty().with(name, line(3)).with(weights, Tensor.zeros(DType.FLOAT64, 3)));
            assertTrue(assertThrows(IllegalArgumentException.class, () -> PointFile.read(arrays, name, List.of()))
                    .getMessage()
                    .contains("holds weighted draws, with '" + weights + "'"));
        }
    }

    @Test
    void rowsAreSplitOnceAndForAll() {
        var points = new Points(new Euclidean(2), line(1000), 0.2);
        int[] heldOut = firsts(points.heldOutRows().orElseThrow());
        assertEquals(200, heldOut.length);
        assertEquals(800, points.trainingRows());
        assertArrayEquals(
                heldOut,
                firsts(new Points(new Euclidean(2), line(1000), 0.2)
                        .heldOutRows()
                        .orElseThrow()));
        // the mean of 200 of 1,000 numbers in random order has standard deviation 18.3: 5 of them, 1 seed in a million
        assertEquals(499.5, Arrays.stream(heldOut).average().orElseThrow(), 91);
        int[] drawn = firsts(points.draw(50_000, KEY));
        assertTrue(Arrays.stream(drawn).noneMatch(i -> Arrays.stream(heldOut).anyMatch(j -> i == j)));
        // each of the 800 is missed by 50,000 draws with probability 7e-28
        assertEquals(800, Arrays.stream(drawn).distinct().count());
        Tensor x = points.draw(7, KEY);
        for (int i = 0; i < 7; i++) {
            assertEquals(2 * x.get(i, 0), x.get(i, 1), "a row stays whole");
        }
    }

    @Test
    void nothingNeedBeHeldOut() {
        var points = new Points(new Euclidean(2), line(10), 0);
        assertArrayEquals(new int[] {0, 2}, points.heldOutRows().orElseThrow().shape());
        assertEquals(10, points.trainingRows());
    }

    @Test
    void textAndArraysGiveTheSame() throws IOException {
        Tensor rows = line(10_000);
        String text = IntStream.range(0, 10_000)
                .mapToObj(i -> "name " + i + "," + 2.0 * i + "," + i + "\n")
                .collect(Collectors.joining("", "name,y,x\n", ""));
        Path csv = Files.writeString(folder.resolve("p.csv"), text);
        Path npz = folder.resolve("p.npz");
        StateFile.write(npz, State.empty().with("w", line(2)).with("p", rows.cast(DType.FLOAT32)));
        double[] expected =
                new Points(new Euclidean(2), rows, 0.1).draw(100, KEY).toDoubleArray();
        assertArrayEquals(
                expected,
                Points.read(csv, "", List.of("x", "2"), 0.1).draw(100, KEY).toDoubleArray());
        assertArrayEquals(
                expected, Points.read(npz, "p", List.of(), 0.1).draw(100, KEY).toDoubleArray());
        assertEquals(1, Points.read(npz, "p", List.of("2"), 0.1).dimension());
        assertEquals(
                2 * expected[0],
                Points.read(npz, "p", List.of("2"), 0.1).draw(1, KEY).item());
        StateFile.write(npz, State.empty().with("v", Tensor.of(DType.FLOAT64, new double[] {1, 2, 3}, 3)));
        assertEquals(1, Points.read(npz, "", List.of(), 0).dimension());
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        Path csv = Files.writeString(folder.resolve("p.csv"), "x,y,x\n1,2,a\n3,4,b\n");
        refused(csv, "", List.of(), csv + " line 2 column 3 ('x'): 'a' is not a number");
        refused(csv, "", List.of("z"), "has no column 'z'; it has 1 to 3: x, y, x");
        refused(csv, "", List.of("4"), "has no column '4'; it has 1 to 3");
        refused(csv, "", List.of("0"), "has no column '0'");
        refused(csv, "", List.of("x"), "has two columns 'x': give the number, from 1 to 3");
        refused(csv, "", List.of("y", "2"), "each column at most once");
        refused(csv, "a", List.of(), "only NPZ files hold arrays");
        refused(Files.writeString(folder.resolve("h.csv"), "x,y\n"), "", List.of(), "h.csv: there are 0 points");
        refused(Files.writeString(folder.resolve("o.csv"), "x,y\n1,2\n"), "", List.of(), "o.csv: there is 1 point");
        refused(Files.writeString(folder.resolve("e.csv"), ""), "", List.of(), "e.csv is empty");
        refused(folder.resolve("none.csv"), "", List.of(), "none.csv cannot be read: java.nio.file.NoSuchFile");
        refused(folder, "", List.of(), "cannot be read");
        Path npz = folder.resolve("p.npz");
        StateFile.write(
                npz, State.empty().with("x", Tensor.of(DType.FLOAT64, new double[] {1, 2, 3, Double.NaN}, 2, 2)));
        refused(npz, "", List.of(), npz + ": row 2 column 2 is NaN: every coordinate must be finite");
        refused(npz, "y", List.of(), "it holds no array 'y'");
        StateFile.write(npz, State.empty().with("x", Tensor.zeros(DType.FLOAT64, 2, 2, 2)));
        refused(npz, "", List.of(), "holds an array of shape [2, 2, 2]: must be [N, d]");
        StateFile.write(npz, State.empty().with("x", Tensor.zeros(DType.FLOAT64, 3, 0)));
        refused(npz, "", List.of(), "points have shape [3, 0]");
    }

    /** A file of nothing, which takes no room on the disk. */
    @Test
    void filesBeyondTheStatedSizeAreRefused() throws IOException {
        for (String name : List.of("large.csv", "large.npy")) {
            Path large = folder.resolve(name);
            try (var file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength((1L << 30) + 1);
            }
            refused(large, "", List.of(), large + " has 1073741825 bytes: 1073741824 at most");
        }
    }

    private static void refused(Path file, String array, List<String> columns, String what) {
        String message = assertThrows(IllegalArgumentException.class, () -> Points.read(file, array, columns, 0.2))
                .getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void sharesThatLeaveNothing() {
        for (double share : new double[] {-0.1, 1, 0.96, Double.NaN}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new Points(new Euclidean(2), line(10), share))
                    .getMessage();
            assertTrue(message.startsWith("held-out = " + share), message);
        }
    }

    @Test
    void pointsOffTheirSpaceAreRefusedWithTheFirstRow() {
        Tensor on = Tensor.of(DType.FLOAT64, new double[] {1, 0, 0.6, 0.80001, -1, 0}, 3, 2);
        assertEquals(3, new Points(CIRCLE, on, 0).trainingRows());
        Tensor off = Tensor.of(DType.FLOAT64, new double[] {1, 0, 0.6, 0.9, 3, 3}, 3, 2);
        String message = assertThrows(IllegalArgumentException.class, () -> new Points(CIRCLE, off, 0))
                .getMessage();
        assertTrue(message.startsWith("row 2 = [0.6, 0.9] is 0.0817 away from "), message);
    }

    @Test
    void oddPointsAreSaid() {
        assertEquals(List.of(), new Points(new Euclidean(2), line(100), 0.2).oddities());
        double[] values = new double[200];
        for (int i = 0; i < 100; i++) {
            values[2 * i] = i % 90;
            values[2 * i + 1] = i == 7 ? -0.0 : 0;
        }
        List<String> found = new Points(new Euclidean(2), Tensor.of(DType.FLOAT64, values, 100, 2), 0.2).oddities();
        assertEquals(2, found.size(), found.toString());
        assertTrue(found.getFirst().startsWith("column 2 is "), found.toString());
        assertTrue(found.getLast().startsWith("10 of 100 rows are copies of others"), found.toString());
    }

    @Test
    void theFactoryTellsOfThem() throws IOException {
        Files.writeString(folder.resolve("p.csv"), "1,2\n1,3\n1,4\n");
        var told = new ArrayList<String>();
        var context = new ComponentContext() {
            @Override
            public Compute compute() {
                return Compute.standard();
            }

            @Override
            public <T> T create(ComponentSpec spec, Class<T> type) {
                throw new IllegalArgumentException("points have no parts");
            }

            @Override
            public Path data(String name) {
                return folder.resolve(name);
            }

            @Override
            public void warn(String message) {
                told.add(message);
            }
        };
        var factory = new PointsFactory();
        factory.create(Settings.of(factory.settings(), Map.of("file", "p.csv")), context);
        assertEquals(
                List.of("p.csv: column 1 is 1.0 everywhere: no density has such points, so leave the column out."),
                told);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> factory.create(Settings.of(factory.settings(), Map.of()), context))
                .getMessage();
        assertTrue(message.startsWith("needs a file of points: target { name = points"), message);
    }
}
