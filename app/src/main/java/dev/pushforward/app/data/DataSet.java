package dev.pushforward.app.data;

import java.net.URI;

/**
 * A public data set.
 *
 * @param file the name of the file by which a factory asks for it, relative to the data folder, e.g. {@code heart.csv}
 * @param title what it is called where it comes from
 * @param licence under which it may be used
 * @param origin where the original is served
 * @param form how the file comes from the original
 * @param sha256 the sum of what is pinned, in 64 lower-case hexadecimal digits: of {@link Form#pinned}
 */
public record DataSet(String file, String title, String licence, URI origin, Form form, String sha256) {}
