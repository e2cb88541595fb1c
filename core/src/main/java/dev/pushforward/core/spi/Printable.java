package dev.pushforward.core.spi;

import java.util.Locale;

/**
 * Text from anywhere (a file, a plugin, an exception, the command line) made fit for a message: no character of it
 * moves the cursor, colours the terminal, turns the direction of writing or begins a line, and it is no longer than a
 * person reads. Letters of every language stay as they are.
 */
public final class Printable {
    private static final int VALUE = 100;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /** The text on one line: its control characters, line ends included and tabs not, stand as Unicode escapes. */
    public static String line(String text) {
        return escaped(text, "\t");
    }

    /** The same; of a text of more than {@code most} characters, at least 100, its beginning and its end. */
    public static String line(String text, int most) {
        return line(shortened(text, most));
    }

    /** A value as messages show it: on one line, of at most 100 characters. */
    public static String value(Object value) {
        return line(String.valueOf(value), VALUE);
    }

    /** The text with its line feeds and tabs; its other control characters stand as Unicode escapes. */
    public static String text(String text) {
        return escaped(text, "\n\t");
    }

    private static String escaped(String text, String kept) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isControl(c) && kept.indexOf(c) < 0) {
                out.append(String.format(Locale.ROOT, c > Character.MAX_VALUE ? "\\u{%X}" : "\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /**
     * Control characters by Unicode's categories; the joiners, which are format characters too, are part of the
     * spelling of words.
     */
    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    private static String shortened(String text, int most) {
        int length = text.length();
        if (length <= most) {
            return text;
        }
        int head = most / 2;
        int tail = length - most / 5; // the rest is for what stands between
        head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
        tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
        return text.substring(0, head) + " ... (" + (tail - head) + " characters) ... " + text.substring(tail);
    }
}
