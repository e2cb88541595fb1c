package dev.pushforward.targets;

import dev.pushforward.core.spi.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A table of numbers in text, line by line, perhaps too large to hold as text. The first line tells how it is written:
 * its columns are set apart by tabs, semicolons, commas or spaces, the first of these that is in it, and it is a header
 * if none of its cells is a number. Cells may stand in double quotes. Every line has as many columns. What stands in
 * columns that are not {@linkplain #choose chosen} may be anything. Lines before the first that begin with {@code #}
 * are comments; empty lines at the end do not count. Lines end in a line feed, with a carriage return before it or
 * without. Plain, or compressed where the name ends in {@code .gz}. About 30 million whole numbers per second, or 1.7
 * million of 17 digits, in a buffer of its own.
 */
final class NumberLines implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_INTEGER = 9; // digits that surely fit an int
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final String SEPARATORS = "\t;, ";
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
    private static final int END = -1;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] number = new byte[LONGEST_NUMBER];
    private final char separator;
    private final List<String> names;
    private final int columns;
    private List<String> first; // the cells of the first line, until they are asked for
    private int[] places; // where the numbers of each column go in a row, -1 for one that is skipped
    private int position;
    private int filled;
    private int after; // what ended the last cell
    private long line;

    /**
     * Opens a file and reads its first line.
     *
     * @throws IllegalArgumentException if it is empty
     */
    NumberLines(Path file) throws IOException {
        this.file = file;
        InputStream raw = Files.newInputStream(file);
        try {
            this.in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
            String text = text();
            while (text.startsWith("#")) {
                text = text();
            }
            if (text.isBlank()) {
                throw new IllegalArgumentException(
                        file + (line == 1 && filled == 0 ? " is empty" : " line " + line + " is empty")
                                + ": the first line must be a header or numbers");
            }
            this.separator = separator(text);
            List<String> cells = cells(text);
            this.columns = cells.size();
            this.places = IntStream.range(0, columns).toArray();
            if (cells.stream().noneMatch(NumberLines::isNumber)) {
                this.names = List.copyOf(cells);
            } else {
                this.names = List.of();
                this.first = cells;
            }
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    int columns() {
        return columns;
    }

    /** Reads these columns alone from here on, in this order; each at most once. */
    void choose(int... chosen) {
        places = new int[columns];
        Arrays.fill(places, -1);
        for (int k = 0; k < chosen.length; k++) {
            places[chosen[k]] = k;
        }
    }

    /** The names of the columns in the header; none where there is no header. */
    List<String> names() {
        return names;
    }

    /** The number, from 1, of the line that was read last. */
    long line() {
        return line;
    }

    /** The lines of numbers that are left; they are gone then. */
    int countRest() throws IOException {
        int lines = first == null ? 0 : 1;
        boolean blank = true;
        for (int c = read(); c != END; c = read()) {
            if (c == '\n') {
                lines += blank ? 0 : 1;
                blank = true;
            } else {
                blank &= c == ' ' || c == '\r' || c == '\t';
            }
        }
        return blank ? lines : lines + 1;
    }

    /**
     * Reads one line.
     *
     * @param into where its numbers go, from index {@code at}
     * @return whether there was one
     * @throws IllegalArgumentException if it does not fit; the message names file, line and column
     */
    boolean next(double[] into, int at) throws IOException {
        if (first != null) {
            for (int j = 0; j < columns; j++) {
                if (places[j] >= 0) {
                    into[at + places[j]] = parsed(first.get(j), j);
                }
            }
            first = null;
            return true;
        }
        line++;
        int c = read();
        if (c == END) {
            return false;
        }
        if (c == '\n' || c == '\r' || c == ' ') {
            c = afterBlanks(c);
            if (c == '\n' || c == END) {
                return restIsEmpty();
            }
        }
        position--;
        for (int j = 0; j < columns; j++) {
            if (places[j] < 0) {
                skip();
            } else {
                into[at + places[j]] = number(j);
            }
            if (after != separator && j < columns - 1) {
                throw wrong("has " + (j + 1) + (j == 0 ? " value, " : " values, ") + others());
            }
        }
        if (after == separator) {
            throw wrong("has more values than " + columns + ": " + others());
        }
        return true;
    }

    /** There is no line after an empty one. */
    private boolean restIsEmpty() throws IOException {
        long empty = line;
        for (int c = read(); c != END; c = read()) {
            if (c != '\n' && c != '\r' && c != ' ' && c != '\t') {
                line = empty;
                throw wrong("is empty, and others follow: every line must have " + columns + " values");
            }
        }
        return false;
    }

    private String others() {
        return (names.isEmpty() ? "the first line has " : "the header has ") + columns;
    }

    private double number(int column) throws IOException {
        int length = 0;
        int value = 0;
        boolean digits = true;
        int c = read();
        if (c == ' ') {
            c = afterBlanks(c);
        }
        if (c == '"') {
            return quoted(column);
        }
        for (; c != separator && c != '\n' && c != END; c = read()) {
            if (length == LONGEST_NUMBER) {
                throw wrong(column, "has more than " + LONGEST_NUMBER + " characters");
            }
            number[length++] = (byte) c;
            digits &= c >= '0' && c <= '9';
            value = 10 * value + (c - '0');
        }
        end(c);
        return digits && length > 0 && length <= LONGEST_INTEGER
                ? value
                : parsed(new String(number, 0, length, StandardCharsets.ISO_8859_1), column);
    }

    private double quoted(int column) throws IOException {
        int length = 0;
        int c = read();
        for (; c != '"'; c = read()) {
            if (c == '\n' || c == END || length == LONGEST_NUMBER) {
                throw wrong(column, "begins with a quotation mark that nothing closes");
            }
            number[length++] = (byte) c;
        }
        c = read();
        if (c != separator && c != '\n' && c != END) {
            c = afterBlanks(c);
            if (c != separator && c != '\n' && c != END) {
                throw wrong(column, "goes on behind its closing quotation mark");
            }
        }
        end(c);
        return parsed(new String(number, 0, length, StandardCharsets.ISO_8859_1), column);
    }

    /** Reads over a cell; a quoted one may hold separators and line ends. */
    private void skip() throws IOException {
        int c = read();
        if (c == ' ') {
            c = afterBlanks(c);
        }
        boolean marked = c == '"';
        boolean quoted = false;
        for (; c != END && (quoted || c != separator && c != '\n'); c = read()) {
            quoted ^= marked && c == '"';
            line += c == '\n' ? 1 : 0;
        }
        end(c);
    }

    /** Notes what ended a cell. Several spaces set columns apart as one does, and those at the end of a line do not. */
    private void end(int c) throws IOException {
        after = c;
        if (c == ' ') { // the separator
            int next = afterBlanks(read());
            if (next == '\n' || next == END) {
                after = next;
            } else {
                position--;
            }
        }
    }

    /** The first character from this one on that is neither a space nor a carriage return. */
    private int afterBlanks(int from) throws IOException {
        int c = from;
        while (c == ' ' || c == '\r') {
            c = read();
        }
        return c;
    }

    private double parsed(String cell, int column) {
        String text = cell.strip();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(
                    column,
                    text.isEmpty()
                            ? "is empty: every cell must be a number"
                            : "'" + Printable.value(text) + "' is not a number"
                                    + (DECIMAL_COMMA.matcher(text).matches() ? ": write a decimal point" : ""));
        }
        if (!Double.isFinite(value)) {
            throw wrong(column, text + " is not finite");
        }
        return value;
    }

    private static boolean isNumber(String cell) {
        try {
            Double.parseDouble(cell.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private IllegalArgumentException wrong(int column, String what) {
        String name = names.isEmpty() ? "" : " ('" + Printable.value(names.get(column)) + "')";
        return wrong("column " + (column + 1) + name + ": " + what);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(file + " line " + line + " " + what);
    }

    /** The next line as text, without what ends it. */
    private String text() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int c = read(); c != '\n' && c != END; c = read()) {
            bytes.write(c);
            if (bytes.size() > LONGEST_HEADER) {
                throw new IllegalArgumentException(
                        file + " has a first line of more than " + LONGEST_HEADER + " bytes: it is no table in text");
            }
        }
        line++;
        String text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(line == 1 && text.startsWith("\uFEFF") ? 1 : 0, end); // the mark that some editors write
    }

    /** What sets the columns of a line apart; a line of one column has none, and any will do. */
    private static char separator(String line) {
        String bare = line.replaceAll("\"[^\"]*\"|^ +| +$", "");
        return (char)
                SEPARATORS.chars().filter(c -> bare.indexOf(c) >= 0).findFirst().orElse(',');
    }

    /** The cells of the first line, without their quotation marks. */
    private List<String> cells(String text) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                add(cell, cells);
            } else {
                cell.append(c);
            }
        }
        add(cell, cells);
        return cells;
    }

    private void add(StringBuilder cell, List<String> cells) {
        if (separator != ' ' || !cell.isEmpty()) {
            cells.add(cell.toString().strip());
        }
        cell.setLength(0);
    }

    private int read() throws IOException {
        if (position == filled) {
            position = 0;
            filled = in.read(buffer);
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[position++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
