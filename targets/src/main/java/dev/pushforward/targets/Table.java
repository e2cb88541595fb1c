package dev.pushforward.targets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables of numbers: comma-separated, one header line, the same number of columns in every line. */
final class Table {
    private Table() {}

    /**
     * All rows.
     *
     * @throws IllegalArgumentException if the file cannot be read or a line does not fit; the message names file and
     *     line
     */
    static double[][] read(Path csv) {
        List<String> lines;
        try {
            lines = Files.readAllLines(csv);
        } catch (IOException e) {
            throw new IllegalArgumentException(csv + " cannot be read: " + e, e);
        }
        if (lines.size() < 2) {
            throw new IllegalArgumentException(
                    csv + " has " + lines.size() + " lines: there must be a header and at least one row");
        }
        int columns = lines.getFirst().split(",", -1).length;
        var rows = new ArrayList<double[]>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != columns) {
                throw new IllegalArgumentException(
                        csv + " line " + (i + 1) + " has " + cells.length + " values, the header has " + columns);
            }
            double[] row = new double[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = number(cells[j], csv, i + 1);
            }
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }

    private static double number(String cell, Path csv, int line) {
        double value;
        try {
            value = Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(csv + " line " + line + ": '" + cell + "' is not a number", e);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(csv + " line " + line + ": " + cell + " is not finite");
        }
        return value;
    }
}
