package dev.pushforward.app.data;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeSet;

/**
 * A table of numbers without a header, the label last, its columns set apart by blanks or commas, made into
 * comma-separated values: a header {@code x1,...,xd,y}, numbers in their shortest decimal form, other labels, lines
 * that end in a line feed. Rows and columns stay in order.
 *
 * @param labels our label for each of theirs
 */
record LabelledTable(Map<String, String> labels) implements Form {
    private static final String SEPARATORS = " \t,";

    LabelledTable {
        labels = Map.copyOf(labels);
    }

    @Override
    public void convert(InputStream original, OutputStream file) throws IOException {
        var in = new BufferedReader(new InputStreamReader(original, StandardCharsets.US_ASCII));
        var out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.US_ASCII));
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            var cells = new StringTokenizer(line, SEPARATORS);
            int features = cells.countTokens() - 1;
            if (features < 0) {
                continue; // an empty line at the end
            }
            if (number == 1) {
                header(features, out);
            }
            for (int j = 0; j < features; j++) {
                out.append(shortest(cells.nextToken(), number)).append(',');
            }
            out.append(label(cells.nextToken(), number)).append('\n');
        }
        out.flush();
    }

    private static void header(int features, BufferedWriter out) throws IOException {
        for (int j = 1; j <= features; j++) {
            out.append('x').append(Integer.toString(j)).append(',');
        }
        out.append("y\n");
    }

    private static String shortest(String cell, int line) throws IOException {
        if (cell.indexOf('.') < 0) {
            return cell;
        }
        try {
            return new BigDecimal(cell).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            throw new IOException("line " + line + ": '" + cell + "' is not a number", e);
        }
    }

    private String label(String cell, int line) throws IOException {
        String label = labels.get(cell);
        if (label == null) {
            String known = String.join(", ", new TreeSet<>(labels.keySet()));
            throw new IOException("line " + line + " ends in '" + cell + "', which is not one of the labels " + known);
        }
        return label;
    }
}
