package dev.pushforward.app.cli;

import dev.pushforward.core.spi.Printable;
import java.io.PrintWriter;

/**
 * Where a command writes all that it says. Whatever a text holds that comes from a file, a plugin or an exception, a
 * line that is printed is one line of readable length, and no control character reaches the terminal but the line feeds
 * and tabs of what is printed in pieces.
 */
final class ConsoleWriter extends PrintWriter {
    private static final int LINE = 4000;

    ConsoleWriter(PrintWriter out) {
        super(out, true);
    }

    @Override
    public void println(String line) {
        super.println(Printable.line(String.valueOf(line), LINE));
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    @Override
    public void write(String text, int from, int length) {
        String clean = Printable.text(text.substring(from, from + length));
        super.write(clean, 0, clean.length());
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(Character.toString((char) character), 0, 1);
    }
}
