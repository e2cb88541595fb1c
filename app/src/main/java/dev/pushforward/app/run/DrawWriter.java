package dev.pushforward.app.run;

import dev.pushforward.core.Draws;
import java.io.IOException;

/** A format of a file of draws. */
interface DrawWriter extends AutoCloseable {
    /** The next draws; all are weighted or none. */
    void append(Draws block) throws IOException;

    /** Ends the file, when all draws are there. */
    void finish() throws IOException;

    /** Frees what it holds. */
    @Override
    void close() throws IOException;
}
