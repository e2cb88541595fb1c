package dev.pushforward.app.data;

import dev.pushforward.app.DataFolder;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files as their public origins serve them, made again from the data folder: blanks, zeros and labels are theirs.
 */
final class Originals {
    private Originals() {}

    static byte[] of(String file) throws IOException {
        Path csv = DataFolder.file(file);
        boolean packed = file.endsWith(".gz");
        var bytes = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(csv);
                var rows = new BufferedReader(
                        new InputStreamReader(packed ? new GZIPInputStream(in) : in, StandardCharsets.US_ASCII));
                Writer out = new OutputStreamWriter(
                        packed ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.US_ASCII)) {
            rows.readLine();
            int number = 0;
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                out.append(line(file, row.split(","), number++));
            }
        }
        return bytes.toByteArray();
    }

    private static String line(String file, String[] row, int number) {
        int last = row.length - 1;
        var features = Arrays.stream(row, 0, last);
        int label = Integer.parseInt(row[last]);
        var line = new StringBuilder();
        switch (file) {
            case "heart.csv" -> features.forEach(x -> line.append(x).append(x.contains(".") ? " " : ".0 "));
            case "german.csv" ->
                features.forEach(x -> line.append(" ".repeat(4 - x.length())).append(x));
            case "australian.csv" -> features.forEach(x -> line.append(x).append(' '));
            case "covertype.csv.gz" -> features.forEach(x -> line.append(x).append(','));
            default -> throw new IllegalArgumentException(file);
        }
        int theirs =
                switch (file) {
                    case "australian.csv" -> label;
                    case "covertype.csv.gz" -> label == 1 ? 2 : new int[] {1, 3, 4, 5, 6, 7}[number % 6];
                    default -> label + 1;
                };
        return line.append(file.equals("german.csv") ? "   " + theirs + " " : theirs)
                .append('\n')
                .toString();
    }
}
