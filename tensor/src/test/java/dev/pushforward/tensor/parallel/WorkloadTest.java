package dev.pushforward.tensor.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkloadTest {
    /** Keeps what it is told, and cancels the work after so many calls. */
    private static final class Recorder implements ProgressMonitor {
        final List<Double> shares = Collections.synchronizedList(new ArrayList<>());
        private final int most;

        Recorder(int most) {
            this.most = most;
        }

        @Override
        public void progressed(double share) {
            shares.add(share);
        }

        @Override
        public void checkCancelled() {
            if (shares.size() >= most) {
                throw new CancellationException("enough");
            }
        }
    }

    @Test
    void everyUnitIsTold() {
        var told = new Recorder(100);
        Workload.monitored(told, () -> {
            Workload work = Workload.of(4);
            work.done(1);
            work.done(2);
            work.done(1);
            return 0;
        });
        assertEquals(List.of(0.25, 0.75, 1.0), told.shares);
    }

    @Test
    void unitsOfAUnitArePartsOfIt() {
        var told = new Recorder(100);
        int result = Workload.monitored(told, () -> {
            Workload outer = Workload.of(2);
            int first = outer.unit(() -> {
                Workload inner = Workload.of(2);
                inner.done(1);
                inner.done(1);
                return 3;
            });
            return first + outer.unit(() -> 4);
        });
        assertEquals(7, result);
        assertEquals(List.of(0.25, 0.5, 0.5, 1.0), told.shares);
    }

    @Test
    void nobodyNeedsToWatch() {
        Workload work = Workload.of(2);
        work.done(1);
        assertEquals(1, work.unit(() -> 1));
        Workload.of(0);
    }

    @Test
    void theThreadsOfATeamTellTheCallersMonitor() {
        for (int threads : new int[] {1, 3}) {
            var told = new Recorder(1000);
            Workload.monitored(told, () -> {
                Workers.of(threads).run(100, i -> Workload.of(1).done(1)); // each takes the monitor of its own thread
                return 0;
            });
            assertEquals(100, told.shares.size(), threads + " threads");
        }
    }

    @Test
    void aJobIsCancelledBeforeItsNextTask() {
        for (int threads : new int[] {1, 3}) {
            var told = new Recorder(5);
            var begun = new AtomicInteger();
            var stopped = assertThrows(
                    CancellationException.class,
                    () -> Workload.monitored(told, () -> {
                        Workers.of(threads).run(10_000, i -> {
                            begun.incrementAndGet();
                            told.progressed(0);
                        });
                        return 0;
                    }));
            assertEquals("enough", stopped.getMessage());
            assertTrue(begun.get() < 5 + threads, begun + " tasks begun on " + threads + " threads");
        }
    }

    @Test
    void aTeamForgetsTheMonitorOfItsLastJob() {
        Workers workers = Workers.of(3);
        var told = new Recorder(1000);
        Workload.monitored(told, () -> {
            workers.run(10, i -> Workload.of(1).done(1));
            return 0;
        });
        workers.run(10, i -> Workload.of(1).done(1));
        assertEquals(10, told.shares.size());
    }
}
