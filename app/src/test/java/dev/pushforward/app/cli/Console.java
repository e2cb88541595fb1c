package dev.pushforward.app.cli;

import dev.pushforward.app.run.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in this process, as main does, and keeps what they print. */
final class Console {
    private final Path runs;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Console(Path runs) {
        this.runs = runs;
    }

    int execute(String... arguments) {
        return execute(new StopSignal(), arguments);
    }

    int execute(StopSignal stop, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs", runs.toString()));
        return Main.execute(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err), stop);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
