package dev.pushforward.tensor.parallel;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed team of threads that shares out the numbered tasks of one job at a time; the caller works too. A task's
 * result must depend on its number alone, never on the thread: then the size of the team changes nothing but the time.
 *
 * <p>A job of one task is done by the caller alone. What that task computes may share its own loops out with the
 * threads that stand idle meanwhile: see {@link #idle}.
 *
 * <p>Between jobs that follow closely, as the loops of a training step do, the threads spin for a fraction of a
 * millisecond; after that they sleep. They end when the garbage collector finds that nobody holds the team any longer.
 */
public final class Workers {
    /** Longer than the gaps between the shared loops of one step: waking a thread takes as long as such a loop. */
    private static final long SPIN_NANOS = 300_000;

    private static final int BLOCK = 1 << 16;
    private static final ThreadLocal<Workers> IDLE = ThreadLocal.withInitial(() -> Alone.WORKERS);

    private static final Cleaner CLEANER = Cleaner.create();

    private final Helpers helpers;
    private final Object turn = new Object();

    private Workers(int threads) {
        this.helpers = new Helpers(threads - 1);
        CLEANER.register(this, helpers::dismiss);
    }

    /** A team of so many threads, the caller's included. */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        return new Workers(threads);
    }

    /** The team that uses every processor, shared by the whole process. */
    public static Workers common() {
        return Common.WORKERS;
    }

    private static final class Common {
        static final Workers WORKERS = of(Runtime.getRuntime().availableProcessors());
    }

    private static final class Alone {
        static final Workers WORKERS = of(1);
    }

    /**
     * The team of the job whose only task this thread is doing: its other threads have nothing else to do. A team of
     * one where there is no such job.
     */
    public static Workers idle() {
        return IDLE.get();
    }

    /** Number of threads, the caller's included. */
    public int threads() {
        return helpers.threads.length + 1;
    }

    /**
     * Does tasks 0 to {@code tasks - 1}, in any order and on any thread of the team, and returns when all are done. A
     * job started from within a task is done on that task's thread. The {@link ProgressMonitor} of the caller is asked
     * before each task, and is that of the tasks too.
     *
     * @throws RuntimeException what the failing task with the smallest number threw, after all have ended
     * @throws java.util.concurrent.CancellationException if the caller's monitor cancels the job; tasks that have not
     *     begun are left out
     */
    public void run(int tasks, IntConsumer task) {
        if (helpers.threads.length == 0 || tasks == 0 || Job.INSIDE.get()) {
            ProgressMonitor monitor = Workload.monitor();
            for (int i = 0; i < tasks; i++) {
                monitor.checkCancelled();
                task.accept(i);
            }
            return;
        }
        if (tasks == 1) {
            alone(task);
            return;
        }
        synchronized (turn) {
            Job mine = new Job(tasks, task);
            helpers.call(mine);
            mine.workForCaller();
            mine.await();
            helpers.call(null);
            mine.rethrow();
        }
    }

    private void alone(IntConsumer task) {
        Workers before = IDLE.get();
        IDLE.set(this);
        try {
            task.accept(0);
        } finally {
            IDLE.set(before);
        }
    }

    /** What is done with the elements {@code from} (included) to {@code to} (excluded). */
    @FunctionalInterface
    public interface BlockTask {
        /** Does these elements. */
        void accept(int from, int to);
    }

    /**
     * Does elements 0 to {@code n - 1} in blocks of a fixed size, as {@link #run} does tasks: for passes over long
     * arrays, which one thread's memory traffic bounds.
     */
    public void runBlocks(int n, BlockTask task) {
        run((n + BLOCK - 1) / BLOCK, block -> task.accept(block * BLOCK, Math.min(n, (block + 1) * BLOCK)));
    }

    /**
     * The threads beside the caller's. They know nothing of the team, so that one that nobody holds any longer is
     * found, and they end.
     */
    private static final class Helpers {
        private final Thread[] threads;
        private volatile Job job;
        private volatile boolean dismissed;

        Helpers(int count) {
            this.threads = new Thread[count];
            for (int i = 0; i < count; i++) {
                threads[i] = Thread.ofPlatform()
                        .daemon()
                        .name("pushforward-worker-" + (i + 2))
                        .start(this::help);
            }
        }

        /** To a job, or with none back to waiting. */
        void call(Job next) {
            job = next;
            if (next != null) {
                wake();
            }
        }

        void dismiss() {
            dismissed = true;
            wake();
        }

        private void wake() {
            for (Thread thread : threads) {
                LockSupport.unpark(thread);
            }
        }

        private void help() {
            Job last = null;
            long idleSince = System.nanoTime();
            while (!dismissed) {
                Job next = job;
                if (next != null && next != last) {
                    next.work();
                    last = next;
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    last = null; // a finished job must not be kept from the garbage collector by a sleeping thread
                    Job now = job; // read once: the caller clears it when the job is done
                    if (now == null || now.taken()) {
                        LockSupport.parkNanos(this, 1_000_000_000L);
                    }
                }
            }
        }
    }

    private static final class Job {
        static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

        private final int tasks;
        private final IntConsumer task;
        private final ProgressMonitor monitor = Workload.monitor();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private int failedTask = Integer.MAX_VALUE;
        private Throwable failure;

        Job(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
        }

        boolean taken() {
            return next.get() >= tasks;
        }

        /** On a thread of the team, which gets the caller's monitor. */
        void work() {
            Workload.monitored(monitor, () -> {
                workForCaller();
                return true;
            });
        }

        /** On the caller's thread. */
        void workForCaller() {
            INSIDE.set(true);
            try {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    try {
                        monitor.checkCancelled();
                        task.accept(i);
                    } catch (Throwable t) { // handed to the caller of run
                        failed(i, t);
                    } finally {
                        done.incrementAndGet();
                    }
                }
            } finally {
                INSIDE.set(false);
            }
        }

        private synchronized void failed(int i, Throwable t) {
            if (i < failedTask) {
                failedTask = i;
                failure = t;
            }
        }

        void await() {
            while (done.get() < tasks) {
                Thread.onSpinWait();
            }
        }

        synchronized void rethrow() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
        }
    }
}
