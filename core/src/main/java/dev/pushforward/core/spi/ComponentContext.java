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
     * A data file: that of the user's data folder; else, if it is a public set that the program knows, a fetched and
     * checked copy. Any other file is looked for in the data folder only.
     *
     * @param name file name relative to the data folder, e.g. {@code heart.csv}
     * @throws IllegalArgumentException if it cannot be had; the message says where it was looked for and what to do
     */
    Path data(String name);
}
