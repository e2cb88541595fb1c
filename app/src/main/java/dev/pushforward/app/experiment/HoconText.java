package dev.pushforward.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A HOCON text, looked through before it is parsed: the library's parser descends as deep as brackets are nested, and
 * tells of an include neither its line nor, where it is ignored, that there is one.
 */
final class HoconText {
    /** The deepest nesting of brackets and braces. */
    static final int DEEPEST = 100;

    private static final String QUOTES = "\"\"\"";
    private static final Pattern INCLUDE =
            Pattern.compile("include\\s+(?:required\\s*\\(\\s*)?(?:(?:file|url|classpath)\\s*\\(\\s*)?\"");

    private final String text;
    private final List<Place> includes = new ArrayList<>();
    private final List<Place> substitutions = new ArrayList<>();
    private final List<Place> comments = new ArrayList<>();
    private final List<Place> tooDeep = new ArrayList<>();
    private int firstClosed = -1;
    private int line = 1; // of the position up to which lines are counted
    private int lineStart;
    private int counted;

    /**
     * A piece of the text.
     *
     * @param words what stands there
     * @param line its line, from 1
     * @param column where it begins in the line, from 1
     */
    record Place(String words, int line, int column) {
        @Override
        public String toString() {
            return line + ":" + column;
        }
    }

    HoconText(String text) {
        this.text = text;
        int depth = 0;
        boolean keyMayBegin = true; // where an include may stand
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int next = at + 1;
            if (c == '#' || text.startsWith("//", at)) {
                next = endOfLine(at);
                comments.add(place(at, next));
            } else if (c == '"') {
                next = endOfQuoted(text, at);
            } else if (text.startsWith("${", at)) {
                int close = text.indexOf('}', at);
                next = close < 0 ? text.length() : close + 1;
                substitutions.add(place(at, next));
            } else if (c == '[' || c == '{') {
                depth++;
                if (depth > DEEPEST && tooDeep.isEmpty()) {
                    tooDeep.add(place(at, next));
                }
            } else if (c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
                firstClosed = depth == 0 && firstClosed < 0 ? next : firstClosed;
            } else if (keyMayBegin && text.startsWith("include", at)) {
                Matcher include = INCLUDE.matcher(text).region(at, text.length());
                if (include.lookingAt()) {
                    next = endOfQuoted(text, include.end() - 1);
                    includes.add(place(at, next));
                }
            }
            keyMayBegin = c == '\n' || c == ',' || c == '{' || keyMayBegin && Character.isWhitespace(c);
            at = next;
        }
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /**
     * Behind the closing quotes; where there are none, a text ends with its line, one in three quotes with the whole.
     */
    private static int endOfQuoted(String text, int from) {
        if (text.startsWith(QUOTES, from)) {
            int end = text.indexOf(QUOTES, from + QUOTES.length());
            if (end < 0) {
                return text.length();
            }
            end += QUOTES.length();
            while (end < text.length()
                    && text.charAt(end) == '"') { // more quotes before the last three belong to the text
                end++;
            }
            return end;
        }
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            at += c == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    /** Whether all of it is one text in quotes. */
    static boolean isQuoted(String text) {
        return text.length() > 1
                && text.startsWith("\"")
                && text.endsWith("\"")
                && endOfQuoted(text, 0) == text.length();
    }

    /** A piece behind all that were asked for before. */
    private Place place(int from, int to) {
        for (; counted < from; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        }
        return new Place(text.substring(from, to), line, from - lineStart + 1);
    }

    /** As it is written. */
    String text() {
        return text;
    }

    /** The includes, in order. */
    List<Place> includes() {
        return includes;
    }

    /** The substitutions <code>${...}</code>, in order. */
    List<Place> substitutions() {
        return substitutions;
    }

    /** The comments, in order. */
    List<Place> comments() {
        return comments;
    }

    /** What follows the first list or object; empty where there is none. */
    String rest() {
        return firstClosed < 0 ? "" : text.substring(firstClosed);
    }

    /**
     * Refuses what the parser cannot take.
     *
     * @throws InputException if brackets are nested too deep: {@code origin:line:column: ...}
     */
    void checkDepth(String origin) {
        for (Place place : tooDeep) {
            throw new InputException(origin + ":" + place + ": brackets are nested more than " + DEEPEST + " deep");
        }
    }
}
