package dev.pushforward.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.State;
import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    Path folder;

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        AtomicFile.write(file, out -> {
            try (NpzWriter npz = new NpzWriter(out)) {
                npz.add("singles", Tensor.of(DType.FLOAT32, new double[] {1.5, -2, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, -0.0}, 2, 3));
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
        assertArrayEquals(new double[] {1.5, -2, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, -0.0}, back.tensor("singles").toDoubleArray());
        assertArrayEquals(new int[] {2, 3}, back.tensor("singles").shape());
        assertEquals(DType.FLOAT32, back.tensor("singles").dtype());
        assertArrayEquals(new double[] {Math.PI, Double.MIN_VALUE, 1e300}, back.tensor("doubles").toDoubleArray());
        assertEquals(DType.FLOAT64, back.tensor("doubles").dtype());
        assertEquals(7, back.tensor("scalar").item());
        assertArrayEquals(new int[] {0, 4}, back.tensor("none").shape());
        assertEquals(-42, back.counter("adam.step"));
        assertEquals(List.of("singles", "doubles", "scalar", "none"), List.copyOf(back.tensors().keySet()));
    }

    @Test
    void aStateIsReadBackAsItWas() throws IOException {
        State state = State.empty().with("w", Tensor.of(DType.FLOAT32, new double[] {1, 2, 3, 4, 5, 6}, 3, 2)).with("t", Long.MIN_VALUE).nested("adam", State.empty().with("t", 3));
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
        int content = new String(good, StandardCharsets.ISO_8859_1).indexOf("\u0093NUMPY") + 128; // the first array's numbers begin here
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
        String script = "import numpy, sys; a = numpy.load(sys.argv[1]); "
                + "print(a['singles'].dtype, a['singles'].shape, a['singles'][1, 0], a['doubles'][0], a['scalar'], a['none'].shape, a['adam.step'])";
        assertEquals("float32 (2, 3) 1e-45 3.141592653589793 7.0 (0, 4) -42", python(script, written("a.npz").toString()));
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
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return out;
    }
}
