package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people and programs write them. */
class NumberLinesTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private double[][] read(Path file, int... chosen) throws IOException {
        try (var lines = new NumberLines(file)) {
            if (chosen.length > 0) {
                lines.choose(chosen);
            }
            double[] row = new double[chosen.length == 0 ? lines.columns() : chosen.length];
            var rows = new ArrayList<double[]>();
            while (lines.next(row, 0)) {
                rows.add(row.clone());
            }
            return rows.toArray(double[][]::new);
        }
    }

    private List<String> names(String text) throws IOException {
        try (var lines = new NumberLines(file(text))) {
            return lines.names();
        }
    }

    @Test
    void everyWayOfWritingTheSameTable() throws IOException {
        double[][] expected = {{1, -2.5}, {30, 4e-3}};
        for (String text : List.of(
                "x,y\n1,-2.5\n30,4e-3\n",
                "1,-2.5\n30,4e-3",
                "x;y\r\n1;-2.5\r\n30;4e-3\r\n",
                "x\ty\n1\t-2.5\n30\t4e-3\n\n  \n\n",
                "x y\n1 -2.5\n30 4e-3\n",
                "  1   -2.5  \n 30 4e-3 \r\n\r\n",
                "\"x\",\"y\"\n\"1\",\"-2.5\"\n\"30\" , 4e-3\n",
                "\"x, metres\",\"y\"\n1,-2.5\n30,4e-3\n",
                "\uFEFFx,y\n1,-2.5\n30,4e-3\n",
                "# of a program\n# x y\n1 -2.5\n30 4e-3\n",
                "\uFEFF1,-2.5\n30,4e-3\n")) {
            assertArrayEquals(expected, read(file(text)), text);
            try (var lines = new NumberLines(file(text))) {
                assertEquals(2, lines.countRest(), text);
            }
        }
        assertArrayEquals(new double[][] {{1}, {2}}, read(file("height\n1\n2\n")));
        assertArrayEquals(new double[][] {{1}, {2}}, read(file("1\n2\n")));
    }

    @Test
    void namesOfTheHeader() throws IOException {
        assertEquals(List.of("x, metres", "y"), names("\"x, metres\", y \n1,2\n"));
        assertEquals(List.of("", "x"), names("\tx\n1\t2\n"));
        assertEquals(List.of("a", "b c"), names("a  \"b c\"\r\n1 2\n"));
        assertEquals(List.of(), names("1,2\n"));
    }

    @Test
    void columnsThatAreNotChosenMayBeAnything() throws IOException {
        Path quakes =
                file("place,lat,time,lon\n" + "\"near \"\"A\"\", \nB\",1.5,2020-01-01T00:00Z,2\n" + "5\" hail,-3,,4\n");
        assertArrayEquals(new double[][] {{2, 1.5}, {4, -3}}, read(quakes, 3, 1));
        assertEquals(
                quakes + " line 3 column 3 ('time'): '2020-01-01T00:00Z' is not a number",
                assertThrows(IllegalArgumentException.class, () -> read(quakes, 1, 2))
                        .getMessage());
        assertArrayEquals(new double[][] {{2}, {3}}, read(file("a,2\nb,3\n"), 1));
    }

    @Test
    void everyBlockBoundaryIsCrossed() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append(i).append("  ").append(i * 0.5).append('\n');
        }
        double[][] rows = read(file(text.toString()));
        assertEquals(30_000, rows.length);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(new double[] {i, i * 0.5}, rows[i]);
        }
    }

    @Test
    void whatDoesNotFitIsNamedWithItsPlace() throws IOException {
        refused("", " is empty: the first line must be a header or numbers");
        refused("\n1,2\n", " line 1 is empty: the first line must be a header or numbers");
        refused("x,y\n1,2\n3,abc\n", " line 3 column 2 ('y'): 'abc' is not a number");
        refused("1,2\n3,abc\n", " line 2 column 2: 'abc' is not a number");
        refused("1,abc\n3,4\n", " line 1 column 2: 'abc' is not a number");
        refused("x;y\n1,5;2\n", " line 2 column 1 ('x'): '1,5' is not a number: write a decimal point");
        refused("x,y\n1,\n", " line 2 column 2 ('y'): is empty: every cell must be a number");
        refused("x,y\n1,nan\n", " line 2 column 2 ('y'): 'nan' is not a number");
        refused("x,y\nInfinity,1\n", " line 2 column 1 ('x'): Infinity is not finite");
        refused("x,y\n1,1e999\n", " line 2 column 2 ('y'): 1e999 is not finite");
        refused("x,y,z\n1,2\n", " line 2 has 2 values, the header has 3");
        refused("1,2\n1,2,3\n", " line 2 has more values than 2: the first line has 2");
        refused("1 2\n1\n", " line 2 has 1 value, the first line has 2");
        refused("x,y\n1,2\n\n3,4\n", " line 3 is empty, and others follow: every line must have 2 values");
        refused("x,y\n\"1,2\n", " line 2 column 1 ('x'): begins with a quotation mark that nothing closes");
        refused("x,y\n\"1\"2,3\n", " line 2 column 1 ('x'): goes on behind its closing quotation mark");
        refused("x,y\n" + "1".repeat(65) + ",3\n", " line 2 column 1 ('x'): has more than 64 characters");
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        assertEquals(
                file + message,
                assertThrows(IllegalArgumentException.class, () -> read(file)).getMessage());
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        byte[] bytes = new byte[3 << 20];
        Arrays.fill(bytes, (byte) 0xff);
        Path file = Files.write(folder.resolve("b.csv"), bytes);
        assertEquals(
                file + " has a first line of more than 1048576 bytes: it is no table in text",
                assertThrows(IllegalArgumentException.class, () -> read(file)).getMessage());
        Path latin = Files.write(
                folder.resolve("l.csv"), "gr\u00f6\u00dfe,\u00ff\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertArrayEquals(new double[][] {{1, 2}}, read(latin));
    }
}
