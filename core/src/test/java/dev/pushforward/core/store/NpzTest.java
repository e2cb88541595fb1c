package dev.pushforward.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.State;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    Path folder;

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        AtomicFile.write(file, out -> {
            try (NpzWriter npz = new NpzWriter(out)) {
                npz.add(
                        "singles",
                        Tensor.of(
                                DType.FLOAT32,
                                new double[] {1.5, -2, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, -0.0},
                                2,
                                3));
                npz.add("doubles", Tensor.of(DType.FLOAT64, new double[] {Math.PI, Double.MIN_VALUE, 1e300}, 3));
                npz.add("scalar", Tensor.scalar(DType.FLOAT64, 7));
                npz.add("none", Tensor.zeros(DType.FLOAT32, 0, 4));
                npz.add("adam.step", -42);
            }
        });
        return file;
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        State back = StateFile.read(written("a.npz"));
        assertArrayEquals(
                new double[] {1.5, -2, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, -0.0},
                back.tensor("singles").toDoubleArray());
        assertArrayEquals(new int[] {2, 3}, back.tensor("singles").shape());
        assertEquals(DType.FLOAT32, back.tensor("singles").dtype());
        assertArrayEquals(
                new double[] {Math.PI, Double.MIN_VALUE, 1e300},
                back.tensor("doubles").toDoubleArray());
        assertEquals(DType.FLOAT64, back.tensor("doubles").dtype());
        assertEquals(7, back.tensor("scalar").item());
        assertArrayEquals(new int[] {0, 4}, back.tensor("none").shape());
        assertEquals(-42, back.counter("adam.step"));
        assertEquals(
                List.of("singles", "doubles", "scalar", "none"),
                List.copyOf(back.tensors().keySet()));
    }

    @Test
    void aStateIsReadBackAsItWas() throws IOException {
        State state = State.empty()
                .with("w", Tensor.of(DType.FLOAT32, new double[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .with("t", Long.MIN_VALUE)
                .nested("adam", State.empty().with("t", 3));
        Path file = folder.resolve("state.npz");
        StateFile.write(file, state);
        State back = StateFile.read(file);
        assertEquals(state.counters(), back.counters());
        assertEquals(state.tensors().keySet(), back.tensors().keySet());
        assertEquals(state.tensor("w").toString(), back.tensor("w").toString());
        StateFile.write(file, State.empty());
        assertEquals(State.empty(), StateFile.read(file));
    }

    @Test
    void theSameArraysAreTheSameBytes() throws IOException {
        assertArrayEquals(Files.readAllBytes(written("a.npz")), Files.readAllBytes(written("b.npz")));
    }

    @Test
    void everyFlippedByteOfTheArraysAndEveryCutIsNoticed() throws IOException {
        byte[] good = Files.readAllBytes(written("a.npz"));
        // the first array's numbers begin here
        int content = new String(good, StandardCharsets.ISO_8859_1).indexOf("\u0093NUMPY") + 128;
        for (int at = content; at < content + 24; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            Files.write(folder.resolve("bad.npz"), bad);
            assertThrows(IOException.class, () -> StateFile.read(folder.resolve("bad.npz")), "byte " + at);
        }
        for (int length = 0; length < good.length; length += 97) {
            Files.write(folder.resolve("cut.npz"), Arrays.copyOf(good, length));
            assertThrows(IOException.class, () -> StateFile.read(folder.resolve("cut.npz")), length + " bytes");
        }
    }

    /** An NPZ file of one array, with this header and so many bytes behind it, compressed or not. */
    private Path array(String name, String header, int bytes, int level) throws IOException {
        var text = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(text, StandardCharsets.UTF_8)) {
            zip.setLevel(level);
            zip.putNextEntry(new ZipEntry(name + ".npy"));
            byte[] dictionary = header.getBytes(StandardCharsets.US_ASCII);
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) dictionary.length, 0});
            zip.write(dictionary);
            zip.write(new byte[bytes]);
        }
        return Files.write(folder.resolve("one.npz"), text.toByteArray());
    }

    private Path shortened() throws IOException {
        Path file = folder.resolve("short.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry("w.npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
        }
        return file;
    }

    private static String shaped(String shape) {
        return "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }";
    }

    private void damaged(String what, Path file) {
        var e = assertThrows(IOException.class, () -> StateFile.read(file));
        assertTrue(
                e.getMessage().startsWith(file + " is damaged: ")
                        && e.getMessage().contains(what),
                e.getMessage());
        assertFalse(e.getMessage().contains("Exception"), e.getMessage());
    }

    @Test
    void sizesAreCheckedBeforeTheyAreBelieved() throws IOException {
        damaged("claim more bytes than its ", array("w", shaped("8000000,"), 64_000_000, Deflater.BEST_SPEED));
        for (String shape : List.of(
                "2147483647,", "2147483647, 2147483647, 2147483647, 2147483647", "5,", "65536, 65536, 65536, 65536")) {
            damaged(
                    "'w' has the shape [" + shape.split(",")[0],
                    array("w", shaped(shape), 32, Deflater.NO_COMPRESSION));
        }
        damaged("whose axes are no lengths", array("w", shaped("4294967296,"), 32, Deflater.NO_COMPRESSION));
        damaged("whose axes are no lengths", array("w", shaped("1,,1"), 8, Deflater.NO_COMPRESSION));
        damaged("goes on behind its 3 numbers", array("w", shaped("3,"), 32, Deflater.NO_COMPRESSION));
        damaged("'w' ends too soon", shortened());
    }

    @Test
    void arraysOfAnotherKindAreNamed() throws IOException {
        for (String header : List.of(
                "{'descr': '<i4', 'fortran_order': False, 'shape': (4,), }",
                "{'descr': '>f8', 'fortran_order': False, 'shape': (4,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (4,), }",
                "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }",
                "",
                "\0".repeat(80))) {
            damaged(
                    "'w' has a header that Pushforward does not write",
                    array("w", header, 32, Deflater.NO_COMPRESSION));
        }
    }

    @Test
    void twoArraysOfOneName() throws IOException {
        Path file = folder.resolve("two.npz");
        StateFile.write(
                file,
                State.empty().with("wa", Tensor.scalar(DType.FLOAT64, 1)).with("wb", Tensor.scalar(DType.FLOAT64, 2)));
        byte[] bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .replace("wb.npy", "wa.npy")
                .getBytes(StandardCharsets.ISO_8859_1);
        damaged("it holds two arrays 'wa'", Files.write(file, bytes));
    }

    @Test
    void whatIsNoFileIsNotRead() {
        assertEquals(
                folder + " is not a regular file",
                assertThrows(IOException.class, () -> StateFile.read(folder)).getMessage());
        assertThrows(NoSuchFileException.class, () -> StateFile.read(folder.resolve("none.npz")));
    }

    /**
     * Whatever a damaged file is, reading it ends with an IOException, or gives what was written where the damage hit
     * what means nothing.
     */
    @Test
    void damageIsNeverAnythingElse() throws IOException {
        byte[] good = Files.readAllBytes(written("a.npz"));
        State whole = StateFile.read(folder.resolve("a.npz"));
        var random = new SplittableRandom(1);
        Path file = folder.resolve("bad.npz");
        for (int i = 0; i < 2000; i++) {
            byte[] bad = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int hits = random.nextInt(1, 5); hits > 0 && bad.length > 0; hits--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(file, bad);
            try {
                State read = StateFile.read(file);
                assertEquals(whole.counters(), read.counters());
                whole.tensors()
                        .forEach((name, tensor) -> assertArrayEquals(
                                tensor.toDoubleArray(), read.tensor(name).toDoubleArray(), name));
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith(file + " is damaged: "), e.toString());
            }
        }
    }

    @Test
    void anArrayMustBeFilled() {
        var npz = new NpzWriter(OutputStream.nullOutputStream());
        assertThrows(IllegalStateException.class, () -> {
            npz.begin("half", DType.FLOAT32, 10, 2);
            npz.append(Tensor.zeros(DType.FLOAT32, 5, 2));
            npz.close();
        });
    }

    @Test
    void numpyReadsIt() throws Exception {
        assumeTrue(numpy(), "python3 with numpy is not here");
        String script = "import numpy, sys; a = numpy.load(sys.argv[1]); print(a['singles'].dtype, a['singles'].shape,"
                + " a['singles'][1, 0], a['doubles'][0], a['scalar'], a['none'].shape, a['adam.step'])";
        assertEquals(
                "float32 (2, 3) 1e-45 3.141592653589793 7.0 (0, 4) -42",
                python(script, written("a.npz").toString()));
    }

    private static boolean numpy() throws Exception {
        try {
            return python("import numpy; print('yes')").equals("yes");
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", "-c", script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return out;
    }
}
