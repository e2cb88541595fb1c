package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The system's own refusals are tested in processes: {@link ProcessTest}. */
class StandardOutputTest {
    private final StringWriter err = new StringWriter();

    /** The exit code after printing to a stream that fails in this way. */
    private int exit(int code, String failure) {
        var out = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        });
        out.printer(StandardCharsets.UTF_8).println("result");
        return out.exit(code, new PrintWriter(err, true));
    }

    @Test
    void lostResultsAreAFailureWithAMessage() {
        assertEquals(1, exit(0, "No space left on device"));
        assertEquals(
                "pushforward: cannot write to standard output: No space left on device."
                        + " Some of the output is lost; the results of a run are in its folder"
                        + System.lineSeparator(),
                err.toString());
        assertEquals(130, exit(130, "No space left on device"), "a command that had failed keeps its code");
    }

    @Test
    void aReaderThatHadEnoughIsToldNothing() {
        assertEquals(141, exit(0, "Broken pipe"));
        assertEquals(2, exit(2, "Broken pipe"));
        assertEquals("", err.toString());
    }

    @Test
    void whatCanBeWrittenIs() {
        var bytes = new ByteArrayOutputStream();
        var out = new StandardOutput(bytes);
        out.printer(StandardCharsets.UTF_8).println("résultat");
        assertEquals(0, out.exit(0, new PrintWriter(err, true)));
        assertEquals("résultat" + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
    }
}
