package dev.pushforward.core.spi;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, e.g. {@code sampler.score.hidden}
 * @param origin file and line, or the override it came from; empty where unknown
 * @param message what was wrong, the value, what is allowed, what to do
 */
public record Problem(String path, String origin, String message) {
    @Override
    public String toString() {
        return path + ": " + message + (origin.isEmpty() ? "" : " [" + origin + "]");
    }
}
