package dev.pushforward.app.cli;

import dev.pushforward.app.run.Progress;
import dev.pushforward.core.StepInfo;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Progress as plain lines, one every few seconds. */
final class ProgressInLines implements Progress {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final String label;
    private String prefix = "";
    private long iterations;
    private long next;

    /** Each line begins with the label, of one run among several; empty for the only one. */
    ProgressInLines(PrintWriter out, String label) {
        this.out = out;
        this.label = label.isEmpty() ? "" : label + ": ";
    }

    @Override
    public void training(String part, long iteration, long total) {
        prefix = part.isEmpty() ? "" : part + ": ";
        iterations = total;
        next = System.nanoTime() + EVERY_NANOS;
        line(iteration == 0 ? "training, " + total + " iterations" : "training, going on at iteration " + iteration + " of " + total);
    }

    @Override
    public void stepped(long iteration, StepInfo info) {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY_NANOS;
            line("iteration " + iteration + " of " + iterations + "  " + text(info));
        }
    }

    @Override
    public void ended() {}

    @Override
    public void phase(String part, String what) {
        prefix = part.isEmpty() ? "" : part + ": ";
        line(what);
    }

    private void line(String text) {
        out.println(label + prefix + text);
        out.flush();
    }

    static String text(StepInfo info) {
        return info.values().entrySet().stream().map(e -> String.format(Locale.ROOT, "%s %.4g", e.getKey(), e.getValue())).collect(Collectors.joining("  "));
    }
}
