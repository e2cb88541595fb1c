package dev.pushforward.core.spi;

import dev.pushforward.core.Compute;
import java.nio.file.Path;

/** What a factory may ask of its surroundings. */
public interface ComponentContext {
    /** Precision and threads of the run. */
    Compute compute();

    /** Makes a nested component, such as the score estimator of a sampler, from a setting of type component. */
    <T> T create(ComponentSpec spec, Class<T> type);

    /**
     * A file of the data folder.
     *
     * @param name file name relative to the data folder, e.g. {@code heart.csv}
     * @throws IllegalArgumentException if no data folder is set or the file is not in it; the message says how to set one
     */
    Path data(String name);
}
