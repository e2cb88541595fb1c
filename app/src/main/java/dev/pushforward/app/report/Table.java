package dev.pushforward.app.report;

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
    /** Leaves out empty columns. */
    public Table {
        List<List<String>> all = rows;
        int[] kept = IntStream.range(0, header.size()).filter(j -> all.stream().anyMatch(row -> !row.get(j).isEmpty())).toArray();
        header = pick(header, kept);
        rows = rows.stream().map(row -> pick(row, kept)).toList();
    }

    private static List<String> pick(List<String> row, int[] columns) {
        return IntStream.of(columns).mapToObj(row::get).toList();
    }

    /** Aligned with spaces. */
    public String text() {
        var lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        int[] widths = IntStream.range(0, header.size())
                .map(j -> lines.stream().mapToInt(line -> line.get(j).length()).max().orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, line.size())
                        .mapToObj(j -> line.get(j) + " ".repeat(widths[j] - line.get(j).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** As an HTML table. */
    String html() {
        return "<div class=\"wide\"><table><thead>" + row(header, "th") + "</thead><tbody>"
                + rows.stream().map(r -> row(r, "td")).collect(Collectors.joining("\n")) + "</tbody></table></div>\n";
    }

    private static String row(List<String> cells, String tag) {
        return cells.stream().map(c -> "<" + tag + ">" + Html.escape(c) + "</" + tag + ">").collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
