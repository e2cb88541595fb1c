package dev.pushforward.tensor.parallel;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A long computation, counted in units of about equal cost, such as blocks of pairs or transitions of chains. Each
 * unit that is done is told to the {@link ProgressMonitor} of whoever started the computation, which may cancel it
 * between two units. Where nobody watches, nothing happens.
 *
 * <pre>{@code
 * Workload work = Workload.of(blocks);
 * compute.workers().run(blocks, b -> {
 *     ... // one block
 *     work.done(1);
 * });
 * }</pre>
 *
 * <p>The monitor belongs to the thread that called {@link #monitored}, and to the threads of {@link Workers} that do
 * jobs for it. {@link Workers#run} asks it before each task, so that work in many short tasks can be cancelled
 * although it counts no units.
 */
public final class Workload {
    private static final ScopedValue<ProgressMonitor> MONITOR = ScopedValue.newInstance();

    private static final ProgressMonitor NOBODY = new ProgressMonitor() {
        @Override
        public void progressed(double share) {}

        @Override
        public void checkCancelled() {}
    };

    private final ProgressMonitor monitor;
    private final long units;
    private final AtomicLong done = new AtomicLong();

    private Workload(ProgressMonitor monitor, long units) {
        this.monitor = monitor;
        this.units = units;
    }

    /** A computation of so many units, none of which is done; 0 or more. */
    public static Workload of(long units) {
        if (units < 0) {
            throw new IllegalArgumentException("units = " + units + ": must be at least 0");
        }
        return new Workload(monitor(), units);
    }

    /**
     * What some work gives, watched by this monitor instead of the one that watches its caller.
     *
     * @throws CancellationException if the monitor cancels it
     */
    public static <T> T monitored(ProgressMonitor monitor, Supplier<T> work) {
        return ScopedValue.where(MONITOR, monitor).call(work::get);
    }

    /** The caller's monitor. */
    static ProgressMonitor monitor() {
        return MONITOR.orElse(NOBODY);
    }

    /**
     * Some more units are done. May be called from any thread.
     *
     * @throws CancellationException if the rest should not be done
     */
    public void done(long more) {
        monitor.progressed(share(done.addAndGet(more)));
        monitor.checkCancelled();
    }

    /**
     * What the next unit gives. A computation within it that counts its own units counts as a part of this one; for
     * units that are done one after the other.
     *
     * @throws CancellationException if the unit or the rest should not be done
     */
    public <T> T unit(Supplier<T> work) {
        T result = monitored(new Unit(monitor, share(done.get()), 1.0 / units), work);
        done(1);
        return result;
    }

    private double share(long of) {
        return Math.min(1, (double) of / units);
    }

    /** One unit of a larger computation, from a share of that on. */
    private record Unit(ProgressMonitor monitor, double from, double size) implements ProgressMonitor {
        @Override
        public void progressed(double share) {
            monitor.progressed(from + size * share);
        }

        @Override
        public void checkCancelled() {
            monitor.checkCancelled();
        }
    }
}
