package dev.pushforward.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.State;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays as NumPy writes them, byte by byte. */
class ArrayFileTest {
    private static final double[] SIX = {1.5, -2, 3, 4.25, 5, 6};

    @TempDir
    Path folder;

    /** An array of float64 in this version of the format. */
    private static byte[] npy(int version, String head, double... values) {
        byte[] text = (head + " ".repeat(7) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int prefix = version == 1 ? 10 : 12;
        ByteBuffer out = ByteBuffer.allocate(prefix + text.length + Double.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            out.putShort((short) text.length);
        } else {
            out.putInt(text.length);
        }
        out.put(text);
        for (double v : values) {
            out.putDouble(v);
        }
        return out.array();
    }

    private static String head(String type, boolean fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }";
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** A compressed archive of these arrays, by name. */
    private Path archive(Object... namesAndArrays) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (int i = 0; i < namesAndArrays.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndArrays[i] + ".npy"));
                zip.write((byte[]) namesAndArrays[i + 1]);
            }
        }
        return file("some.npz", bytes.toByteArray());
    }

    @Test
    void versionsOrdersAndShapes() throws IOException {
        for (int version = 1; version <= 3; version++) {
            Tensor rows = ArrayFile.read(file("c.npy", npy(version, head("<f8", false, "2, 3"), SIX)), "");
            assertArrayEquals(new int[] {2, 3}, rows.shape());
            assertArrayEquals(SIX, rows.toDoubleArray());
        }
        Tensor columns = ArrayFile.read(file("f.npy", npy(1, head("<f8", true, "3, 2"), SIX)), "");
        assertArrayEquals(new int[] {3, 2}, columns.shape());
        assertArrayEquals(new double[] {1.5, 4.25, -2, 5, 3, 6}, columns.toDoubleArray());
        assertArrayEquals(
                SIX,
                ArrayFile.read(file("v.npy", npy(1, head("<f8", true, "6,"), SIX)), "")
                        .toDoubleArray());
        assertArrayEquals(
                new int[] {0, 4},
                ArrayFile.read(file("n.npy", npy(1, head("<f8", false, "0, 4"))), "")
                        .shape());
    }

    @Test
    void archivesByName() throws IOException {
        byte[] x = npy(1, head("<f8", false, "2, 3"), SIX);
        assertArrayEquals(SIX, ArrayFile.read(archive("x", x), "").toDoubleArray());
        Path two = archive("w", npy(1, head("<f8", false, "1,"), 7), "x", x);
        assertArrayEquals(SIX, ArrayFile.read(two, "x").toDoubleArray());
        refused("it holds 2 arrays, so say which of them is meant: w, x", two, "");
        refused("it holds no array 'y'; it holds w, x", two, "y");
    }

    @Test
    void singlesKeepTheirPrecision() throws IOException {
        Path file = folder.resolve("state.npz");
        StateFile.write(file, State.empty().with("x", Tensor.of(DType.FLOAT32, SIX, 3, 2)));
        Tensor read = ArrayFile.read(file, "");
        assertEquals(DType.FLOAT32, read.dtype());
        assertArrayEquals(SIX, read.toDoubleArray());
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        for (String type : new String[] {"<i8", ">f8", "|O", "<f2", "<c16"}) {
            refused(
                    "has numbers of type '" + type + "': must be '<f4' or '<f8'",
                    archive("x", npy(1, head(type, false, "6,"), SIX)),
                    "");
        }
        refused(
                "array 'x' is no plain array of numbers",
                archive("x", npy(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (6,), }", SIX)),
                "");
        refused(
                "array 'x' is no plain array of numbers",
                archive("x", "a,b\n1,2\n3,4\n".getBytes(StandardCharsets.US_ASCII)),
                "");
        refused("too short", file("s.npy", npy(1, head("<f8", false, "7,"), SIX)), "");
        refused("too short", file("h.npy", npy(1, head("<f8", false, "2147483647, 2147483647"), SIX)), "");
        refused("ends too soon", file("e.npy", new byte[] {(byte) 0x93, 'N'}), "");
        refused("c.npz: ", file("c.npz", npy(1, head("<f8", false, "6,"), SIX)), "");
        assertEquals(
                folder + " is not a regular file",
                assertThrows(IOException.class, () -> ArrayFile.read(folder, ""))
                        .getMessage());
    }

    private static void refused(String what, Path file, String name) {
        String message = assertThrows(IOException.class, () -> ArrayFile.read(file, name))
                .getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(what), message);
    }

    @Test
    void namesTellTheFormat() {
        assertTrue(ArrayFile.isNamed(Path.of("a/b.npy")) && ArrayFile.isNamed(Path.of("B.NPZ")));
        assertFalse(ArrayFile.isNamed(Path.of("npz.csv")));
    }
}
