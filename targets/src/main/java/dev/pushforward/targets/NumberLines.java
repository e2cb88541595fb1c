package dev.pushforward.targets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A table of numbers too large to hold as text, line by line: comma-separated, one header line, the same number of
 * columns in every line; plain, or compressed where the name ends in {@code .gz}. About 30 million numbers per second,
 * in a buffer of its own.
 */
final class NumberLines implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_INTEGER = 9; // digits that surely fit an int
    private static final int LONGEST_NUMBER = 64;
    private static final int END = -1;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] number = new byte[LONGEST_NUMBER];
    private final int columns;
    private int position;
    private int filled;
    private int separator; // what ended the last number
    private long line = 1;

    /** Opens a file and reads its header. */
    NumberLines(Path file) throws IOException {
        this.file = file;
        InputStream raw = Files.newInputStream(file);
        try {
            this.in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
            int commas = 0;
            for (int c = read(); c != '\n' && c != END; c = read()) {
                commas += c == ',' ? 1 : 0;
            }
            this.columns = commas + 1;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    int columns() {
        return columns;
    }

    /** The lines that are left; they are gone then. */
    int countRest() throws IOException {
        int lines = 0;
        int last = '\n';
        for (int c = read(); c != END; c = read()) {
            lines += c == '\n' ? 1 : 0;
            last = c;
        }
        return last == '\n' ? lines : lines + 1;
    }

    /**
     * Reads one line.
     *
     * @param into where its numbers go, from index {@code at}
     * @return whether there was one
     * @throws IllegalArgumentException if it does not fit; the message names file and line
     */
    boolean next(double[] into, int at) throws IOException {
        int c = read();
        if (c == END) {
            return false;
        }
        position--;
        line++;
        for (int j = 0; j < columns; j++) {
            into[at + j] = number();
            if (separator != ',' && j < columns - 1) {
                throw wrong("has " + (j + 1) + " values, the header has " + columns);
            }
        }
        if (separator == ',') {
            throw wrong("has more values than the header, which has " + columns);
        }
        return true;
    }

    private double number() throws IOException {
        int length = 0;
        int value = 0;
        boolean digits = true;
        int c = read();
        for (; c != ',' && c != '\n' && c != END; c = read()) {
            if (length == LONGEST_NUMBER) {
                throw wrong("has a value of more than " + LONGEST_NUMBER + " characters");
            }
            number[length++] = (byte) c;
            digits &= c >= '0' && c <= '9';
            value = 10 * value + (c - '0');
        }
        separator = c;
        return digits && length > 0 && length <= LONGEST_INTEGER
                ? value
                : parsed(new String(number, 0, length, StandardCharsets.ISO_8859_1).strip());
    }

    private double parsed(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong("has '" + text + "', which is not a number");
        }
        if (!Double.isFinite(value)) {
            throw wrong("has " + text + ", which is not finite");
        }
        return value;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(file + " line " + line + " " + what);
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
        return buffer[position++];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
