package dev.pushforward.app.cli;

import java.time.Duration;

/** How long the rest of some work will take, as its course so far lets expect. */
final class TimeLeft {
    private TimeLeft() {}

    /**
     * In words, e.g. {@code 42 % done, about 3 min left}.
     *
     * @param share what is done of the work, from 0 to 1
     * @param now what was done in this sitting of what it found left, from 0 to 1
     * @param elapsed how long that took
     */
    static String text(double share, double now, Duration elapsed) {
        if (!(now > 0)) {
            return "at work for " + text(elapsed);
        }
        String left = text(Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - now) / now)));
        return (int) (100 * share) + " % done, about " + left + " left";
    }

    /** To the second below a minute, to the minute below an hour. */
    static String text(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
