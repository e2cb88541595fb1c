package dev.pushforward.tensor.parallel;

import java.util.concurrent.CancellationException;

/**
 * Whoever waits for a long computation: it is told how much of the work is done, and may ask for an end of it. Called
 * from several threads.
 */
public interface ProgressMonitor {
    /** A part of the work is done: {@code share} of it, from 0 to 1. */
    void progressed(double share);

    /** @throws CancellationException if the work should end now, unfinished */
    void checkCancelled();
}
