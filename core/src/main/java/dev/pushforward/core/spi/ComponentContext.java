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
     * checked copy; else that beside the experiment file.
     *
     * @param name file name relative to the folder, e.g. {@code heart.csv}, or an absolute one
     * @throws IllegalArgumentException if it cannot be had; the message says where it was looked for and what to do
     */
    Path data(String name);

    /**
     * Tells the user of something that is allowed and probably not meant, e.g. a column of data that is constant. Does
     * nothing where nobody listens.
     *
     * @param message a whole sentence or more that names what it is about
     */
    default void warn(String message) {}
}
