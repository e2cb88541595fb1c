package dev.pushforward.targets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Small tables of numbers, as {@link NumberLines} reads them, as a whole. */
final class Table {
    private Table() {}

    /**
     * All rows.
     *
     * @throws IllegalArgumentException if the file cannot be read or a line does not fit; the message names file and
     *     line
     */
    static double[][] read(Path csv) {
        try (var lines = new NumberLines(csv)) {
            var rows = new ArrayList<double[]>();
            double[] row = new double[lines.columns()];
            while (lines.next(row, 0)) {
                rows.add(row.clone());
            }
            if (rows.isEmpty()) {
                throw new IllegalArgumentException(csv + " has a header and no rows: there must be at least one");
            }
            return rows.toArray(double[][]::new);
        } catch (IOException e) {
            throw new IllegalArgumentException(csv + " cannot be read: " + e, e);
        }
    }
}
