package dev.pushforward.targets;

import dev.pushforward.core.store.ArrayFile;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Points in a file: a table in text, or an array in NumPy's formats. */
final class PointFile {
    private static final int BLOCK = 4096;

    private PointFile() {}

    /**
     * Reads points.
     *
     * @param array name of the array in an NPZ file; empty for the only one
     * @param columns which columns, in this order, by name or by number from 1; empty for all
     * @return {@code [N, d]} in float64, in memory of its own
     * @throws IllegalArgumentException if the file cannot be read or holds anything but finite numbers; the message
     *     names the file and the place in it
     */
    static Tensor read(Path file, String array, List<String> columns) {
        try {
            long bytes = Files.size(file);
            if (bytes > ArrayFile.MOST) {
                throw new IllegalArgumentException(file + " has " + bytes + " bytes: " + ArrayFile.MOST
                        + " at most. Take some of its rows, or save them as float32 in NumPy's format");
            }
            if (ArrayFile.isNamed(file)) {
                return ofArray(file, array, columns);
            }
            if (!array.isEmpty()) {
                throw new IllegalArgumentException(
                        "array = " + array + ": " + file + " is a table in text, and only NPZ files hold arrays");
            }
            return ofText(file, columns);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    message.startsWith(file.toString()) && !message.equals(file.toString())
                            ? message
                            : file + " cannot be read: " + e,
                    e);
        }
    }

    private static Tensor ofText(Path file, List<String> columns) throws IOException {
        try (var lines = new NumberLines(file)) {
            refuseWeights(file, columns.isEmpty() ? lines.names() : columns, "log_weight");
            int[] chosen = chosen(file, columns, lines.names(), lines.columns());
            int d = chosen.length;
            lines.choose(chosen);
            var blocks = new ArrayList<Tensor>();
            double[] block = new double[BLOCK * d];
            int rows = 0;
            while (lines.next(block, rows * d)) {
                if (++rows == BLOCK) {
                    blocks.add(Tensor.of(DType.FLOAT64, block, rows, d).kept());
                    rows = 0;
                }
            }
            blocks.add(Tensor.of(DType.FLOAT64, Arrays.copyOf(block, rows * d), rows, d)
                    .kept());
            return joined(blocks);
        }
    }

    /** The blocks behind each other, in memory of their own. */
    private static Tensor joined(List<Tensor> blocks) {
        int d = blocks.getFirst().size(1);
        int n = blocks.stream().mapToInt(b -> b.size(0)).sum();
        Tensor all = TensorMemory.own(DType.FLOAT64, n, d);
        int at = 0;
        for (Tensor block : blocks) {
            TensorMemory.copy(block, all.slice(0, at, at + block.size(0)));
            at += block.size(0);
        }
        return all;
    }

    private static Tensor ofArray(Path file, String name, List<String> columns) throws IOException {
        Tensor read = ArrayFile.read(file, name);
        refuseWeights(file, ArrayFile.names(file), name.equals("draws") ? "log_weights" : name + "_log_weights");
        if (read.rank() < 1 || read.rank() > 2) {
            throw new IllegalArgumentException(file + " holds an array of shape " + read.shapeText()
                    + ": must be [N, d], a row for each point, or [N]");
        }
        Tensor rows = read.rank() == 1 ? read.unsqueeze(1) : read;
        int[] chosen = chosen(file, columns, List.of(), rows.size(1));
        try (Scope scope = Scope.open()) {
            Tensor some =
                    columns.isEmpty() ? rows : rows.transpose().gather(chosen).transpose();
            return some.cast(DType.FLOAT64).kept();
        }
    }

    /** Weighted draws are no data set, in which each row counts once. */
    private static void refuseWeights(Path file, List<String> names, String weights) {
        if (names.contains(weights)) {
            throw new IllegalArgumentException(file + " holds weighted draws, with '" + weights
                    + "', and in a data set each row counts once: write equally weighted draws by `draw --resample`");
        }
    }

    /** The places of the columns that are asked for. */
    private static int[] chosen(Path file, List<String> asked, List<String> names, int width) {
        if (asked.isEmpty()) {
            return IntStream.range(0, width).toArray();
        }
        int[] places = new int[asked.size()];
        for (int j = 0; j < places.length; j++) {
            String column = asked.get(j);
            int place = names.indexOf(column);
            if (place >= 0 && names.lastIndexOf(column) > place) {
                throw new IllegalArgumentException(
                        "columns: " + file + " has two columns '" + column + "': give the number, from 1 to " + width);
            }
            places[j] = place >= 0 ? place : number(column) - 1;
            if (places[j] < 0 || places[j] >= width) {
                throw new IllegalArgumentException("columns: " + file + " has no column '" + column + "'; it has 1 to "
                        + width + (names.isEmpty() ? "" : names.stream().collect(Collectors.joining(", ", ": ", ""))));
            }
        }
        if (Arrays.stream(places).distinct().count() < places.length) {
            throw new IllegalArgumentException("columns = " + asked + ": each column at most once");
        }
        return places;
    }

    /** 0 for what is none. */
    private static int number(String column) {
        return column.matches("[0-9]{1,9}") ? Integer.parseInt(column) : 0;
    }
}
