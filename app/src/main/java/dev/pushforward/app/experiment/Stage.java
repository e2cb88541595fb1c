package dev.pushforward.app.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which draws a number is of. */
public enum Stage {
    /** As the trained sampler gives them. */
    DRAWN,
    /** After the corrector. */
    CORRECTED;

    /** The name in files and tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    static List<String> keys() {
        return Arrays.stream(values()).map(Stage::key).toList();
    }
}
