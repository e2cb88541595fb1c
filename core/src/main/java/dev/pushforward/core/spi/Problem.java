package dev.pushforward.core.spi;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, e.g. {@code sampler.score.hidden}
 * @param origin file and line, or the override it came from; empty where unknown
 * @param message what was wrong, the value, what is allowed, what to do
 */
public record Problem(String path, String origin, String message) {
    private static final int ORIGIN = 300;
    private static final int MESSAGE = 2000;

    /** Makes all three fit for a message, whatever a file or a command line held. */
    public Problem {
        path = Printable.value(path);
        origin = Printable.line(origin, ORIGIN);
        message = Printable.line(message, MESSAGE);
    }

    @Override
    public String toString() {
        return path + ": " + message + (origin.isEmpty() ? "" : " [" + origin + "]");
    }
}
