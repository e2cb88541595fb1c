package dev.pushforward.app.report;

import java.util.Locale;

/** Numbers as tables show them. */
final class Numbers {
    private Numbers() {}

    /** Three significant digits. */
    static String text(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return Long.toString((long) value);
        }
        if (!(size < 1e4) || size < 1e-2) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, size < 1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.2f" : "%.1f", value);
    }

    /** A mean with its standard deviation. */
    static String text(double mean, double sd) {
        return text(mean) + " ± " + text(sd);
    }

    /** Seconds. */
    static String seconds(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    /** Thousands separated. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
