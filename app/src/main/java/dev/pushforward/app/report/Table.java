package dev.pushforward.app.report;

import dev.pushforward.core.spi.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of texts, for a terminal or a page. Columns without any text are left out.
 *
 * @param header names of the columns
 * @param rows as many texts each
 */
public record Table(List<String> header, List<List<String>> rows) {
    private static final int LONGEST = 400; // of a cell on a terminal, in characters

    /** Leaves out empty columns. */
    public Table {
        List<List<String>> all = rows;
        int[] kept = IntStream.range(0, header.size())
                .filter(j -> all.stream().anyMatch(row -> !row.get(j).isEmpty()))
                .toArray();
        header = pick(header, kept);
        rows = rows.stream().map(row -> pick(row, kept)).toList();
    }

    private static List<String> pick(List<String> row, int[] columns) {
        return IntStream.of(columns).mapToObj(row::get).toList();
    }

    /**
     * Aligned with spaces, each row on one line: a cell that is long is cut, and its control characters are escaped.
     */
    public String text() {
        var lines = new ArrayList<List<String>>();
        lines.add(printable(header));
        rows.forEach(row -> lines.add(printable(row)));
        int[] widths = IntStream.range(0, header.size())
                .map(j -> lines.stream()
                        .mapToInt(line -> line.get(j).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, line.size())
                        .mapToObj(j ->
                                line.get(j) + " ".repeat(widths[j] - line.get(j).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> printable(List<String> row) {
        return row.stream().map(cell -> Printable.line(cell, LONGEST)).toList();
    }

    /** As an HTML table. */
    String html() {
        return "<div class=\"wide\"><table><thead>" + row(header, "th") + "</thead><tbody>"
                + rows.stream().map(r -> row(r, "td")).collect(Collectors.joining("\n")) + "</tbody></table></div>\n";
    }

    private static String row(List<String> cells, String tag) {
        return cells.stream()
                .map(c -> "<" + tag + ">" + Html.escape(c) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
