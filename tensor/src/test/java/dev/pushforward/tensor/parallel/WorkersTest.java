package dev.pushforward.tensor.parallel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    @Test
    void everyTaskIsDoneOnceInEachOfManyJobs() {
        Workers workers = Workers.of(3);
        for (int job = 0; job < 20_000; job++) {
            int tasks = job % 7;
            var done = new AtomicIntegerArray(7);
            workers.run(tasks, done::incrementAndGet);
            for (int i = 0; i < 7; i++) {
                assertEquals(i < tasks ? 1 : 0, done.get(i), "task " + i + " of job " + job);
            }
        }
    }

    @Test
    void theFirstFailureByNumberIsThrownAfterAllHaveEnded() {
        Workers workers = Workers.of(2);
        var ended = new AtomicInteger();
        var e = assertThrows(
                IllegalStateException.class,
                () -> workers.run(10, i -> {
                    ended.incrementAndGet();
                    if (i % 3 == 2) {
                        throw new IllegalStateException("task " + i);
                    }
                }));
        assertEquals("task 2", e.getMessage());
        assertEquals(10, ended.get());
    }

    @Test
    void jobsWithinTasksRunWhereTheyAre() {
        Workers workers = Workers.of(2);
        var sum = new AtomicInteger();
        workers.run(4, i -> workers.run(5, j -> sum.addAndGet(1)));
        assertEquals(20, sum.get());
    }

    /** Each of the two inner tasks waits for the other: done one after the other they would not end. */
    @Test
    void theOnlyTaskOfAJobMayUseTheThreadsThatStandIdle() {
        Workers workers = Workers.of(2);
        var both = new CountDownLatch(2);
        var sizes = new ArrayList<Integer>();
        workers.run(1, i -> {
            sizes.add(Workers.idle().threads());
            Workers.idle().run(2, j -> {
                both.countDown();
                assertDoesNotThrow(() -> both.await());
            });
        });
        assertEquals(List.of(2), sizes);
    }

    @Test
    void nobodyStandsIdleElsewhere() {
        Workers workers = Workers.of(2);
        assertEquals(1, Workers.idle().threads());
        var sizes = new ConcurrentLinkedQueue<Integer>();
        workers.run(3, i -> sizes.add(Workers.idle().threads()));
        Workers.of(1).run(1, i -> sizes.add(Workers.idle().threads()));
        assertThrows(
                IllegalStateException.class,
                () -> workers.run(1, i -> {
                    throw new IllegalStateException("the only task");
                }));
        sizes.add(Workers.idle().threads());
        assertEquals(List.of(1, 1, 1, 1, 1), List.copyOf(sizes));
    }

    @Test
    void callersOnSeveralThreadsTakeTurns() throws InterruptedException {
        Workers workers = Workers.of(2);
        var sum = new AtomicInteger();
        Thread[] callers = new Thread[3];
        for (int c = 0; c < callers.length; c++) {
            callers[c] = Thread.ofPlatform().start(() -> {
                for (int job = 0; job < 500; job++) {
                    workers.run(4, i -> sum.incrementAndGet());
                }
            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(3 * 500 * 4, sum.get());
    }

    @Test
    void aTeamHasAtLeastOneThread() {
        assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    }

    /** The threads of a team end once nobody holds it, also after it has worked. */
    @Test
    void aTeamThatNobodyHoldsEnds() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 20; i++) {
            Workers.of(3).run(5, task -> {});
        }
        Set<Thread> left;
        do { // until the time limit of this class
            System.gc();
            Thread.sleep(20);
            left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
        } while (left.stream().anyMatch(thread -> thread.getName().startsWith("pushforward-worker")));
    }
}
