package dev.pushforward.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Standard output that remembers what went wrong with it: Java's own swallows it, and results would be lost without a
 * word. The first failure ends the writing, not the work, which is kept in the run's folder.
 */
final class StandardOutput extends OutputStream {
    /**
     * The exit code that a shell gives a program ended by SIGPIPE, the signal for writing to a pipe that nobody reads.
     */
    static final int BROKEN_PIPE = 128 + 13;

    private final OutputStream out;
    private IOException failure;

    /** That of this process. */
    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    /** Any other stream. */
    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** To print to; what is printed is written with each line. */
    PrintWriter printer(Charset charset) {
        return new PrintWriter(this, true, charset);
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        if (failure == null) {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public synchronized void flush() {
        if (failure == null) {
            try {
                out.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /**
     * The exit code of a command, given that all it printed was flushed. Output that was lost is a failure with a
     * message; a reader that had enough, as {@code head}, is a failure without one. A command that had failed keeps its
     * code.
     */
    synchronized int exit(int code, PrintWriter err) {
        if (failure == null) {
            return code;
        }
        String reason = String.valueOf(failure.getMessage());
        if (reason.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            return code == 0 ? BROKEN_PIPE : code;
        }
        err.println("pushforward: cannot write to standard output: " + reason
                + ". Some of the output is lost; the results of a run are in its folder");
        return code == 0 ? Failures.FAILURE : code;
    }
}
