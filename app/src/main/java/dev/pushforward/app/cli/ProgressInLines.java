package dev.pushforward.app.cli;

import dev.pushforward.app.run.Progress;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.spi.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Progress as plain lines: of a training one every few seconds, and of anything that takes long at least one every half
 * minute.
 */
final class ProgressInLines implements Progress {
    private static final Duration OF_TRAINING = Duration.ofSeconds(5);
    private static final Duration AT_LEAST = Duration.ofSeconds(25);

    private final PrintWriter out;
    private final String label;
    private final Duration longest;
    private String prefix = "";
    private long iterations;
    private long next;
    private volatile Task task;

    /** Each line begins with the label, of one run among several; empty for the only one. */
    ProgressInLines(PrintWriter out, String label) {
        this(out, label, AT_LEAST);
    }

    /** With another time after which a line is due. */
    ProgressInLines(PrintWriter out, String label, Duration longest) {
        this.out = out;
        this.label = label.isEmpty() ? "" : label + ": ";
        this.longest = longest;
    }

    @Override
    public void training(String part, long iteration, long total) {
        prefix = prefix(part);
        iterations = total;
        next = System.nanoTime() + OF_TRAINING.toNanos();
        line(prefix
                + (iteration == 0
                        ? "training, " + total + " iterations"
                        : "training, continuing at iteration " + iteration + " of " + total));
        task = new Task(prefix + "training", (double) iteration / total);
    }

    @Override
    public void stepped(long iteration, StepInfo info) {
        progressed((double) iteration / iterations);
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + OF_TRAINING.toNanos();
            line(prefix + "iteration " + iteration + " of " + iterations + "  " + text(info) + "  " + task.standing());
        }
    }

    @Override
    public void working(String part, String what) {
        task = new Task(prefix(part) + what, 0);
    }

    @Override
    public void progressed(double share) {
        Task now = task;
        if (now != null) {
            now.share = share;
        }
    }

    @Override
    public void ended() {
        Task now = task;
        task = null;
        if (now != null) {
            now.watch.interrupt();
        }
    }

    @Override
    public void phase(String part, String what) {
        line(prefix(part) + what);
    }

    private static String prefix(String part) {
        return part.isEmpty() ? "" : part + ": ";
    }

    private synchronized void line(String text) {
        out.println(label + text);
        out.flush();
        Task now = task;
        if (now != null) {
            now.told = System.nanoTime();
        }
    }

    static String text(StepInfo info) {
        return info.values().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.4g", Printable.value(e.getKey()), e.getValue()))
                .collect(Collectors.joining("  "));
    }

    /**
     * What is going on. A thread of its own tells of it when nobody has for too long: a step may take longer than that.
     */
    private final class Task {
        private final String what;
        private final double from;
        private final long begun = System.nanoTime();
        private final Thread watch;
        private volatile double share;
        private volatile long told = begun;

        /** From this share of all work on. */
        Task(String what, double from) {
            this.what = what;
            this.from = from;
            this.share = from;
            this.watch = Thread.ofVirtual().name("pushforward-progress").start(this::watch);
        }

        private void watch() {
            try {
                while (true) {
                    long wait = told + longest.toNanos() - System.nanoTime();
                    if (wait > 0) {
                        Thread.sleep(Duration.ofNanos(wait));
                    } else if (task == this) {
                        line(what + ": " + standing());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it has ended
            }
        }

        String standing() {
            return TimeLeft.text(share, (share - from) / (1 - from), Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
