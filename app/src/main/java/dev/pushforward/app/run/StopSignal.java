package dev.pushforward.app.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody's wish that the work stop at the next point from which it can be taken up again, and the word that it has.
 */
public final class StopSignal {
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** A signal nobody has given yet. */
    public StopSignal() {}

    /** Asks for a stop. */
    public void ask() {
        asked.set(true);
    }

    /** Whether a stop was asked for. */
    public boolean asked() {
        return asked.get();
    }

    /** Says that the work has stopped or ended, everything written. */
    public void stopped() {
        stopped.countDown();
    }

    /** Waits until the work has stopped. */
    public boolean await(long seconds) throws InterruptedException {
        return stopped.await(seconds, TimeUnit.SECONDS);
    }

    /** @throws StoppedException if a stop was asked for */
    public void check(String where) {
        if (asked()) {
            throw new StoppedException(where);
        }
    }
}
