package dev.pushforward.core.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Memory is flat over 10,000 training steps: off-heap (what JavaCPP counts), resident (the process) and heap. */
class MemoryTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void trainingIsFlat() {
        Mlp mlp = Mlp.create(
                List.of(2, 32, 32, 1),
                Activation.GELU,
                Initialization.PYTORCH,
                DType.FLOAT32,
                RandomStream.of(1).generator());
        var adam = new Adam(mlp.parameters(), Adam.Settings.of(Schedule.constant(1e-3)));
        var gradient = new GradientSum(mlp.parameters());
        Workers workers = Workers.of(2);
        long tracked = 0;
        long resident = 0;
        long heap = 0;
        for (int t = 0; t < 11_000; t++) {
            RandomStream random = RandomStream.of(t);
            Microbatches.gradient("loss", workers, 256, random, mlp.parameters(), gradient, (rows, r) -> {
                Tensor x = Tensor.normal(DType.FLOAT32, r.generator(), rows.count(), 2)
                        .tracked();
                Tensor y = mlp.apply(x);
                return Gradient.of(y)
                        .wrt(x)
                        .square()
                        .sum(1)
                        .add(y.reshape(rows.count()).square());
            });
            adam.step(gradient.total(), workers);
            if (t == 1000) {
                tracked = Pointer.totalBytes();
                resident = Pointer.physicalBytes();
                heap = heap();
            }
        }
        assertTrue(
                Pointer.totalBytes() <= tracked,
                "JavaCPP's own allocations grew from " + tracked + " to " + Pointer.totalBytes());
        long grown = Pointer.physicalBytes() - resident;
        // the Java heap is resident from the start (the module's test.heap); compiled code may still grow: leaking one
        // activation a step would be 300 MB
        assertTrue(grown < 150 * MEGABYTE, "resident memory grew by " + grown / MEGABYTE + " MB over 10,000 steps");
        long heapGrown = heap() - heap;
        assertTrue(heapGrown < 8 * MEGABYTE, "live heap grew by " + heapGrown / MEGABYTE + " MB over 10,000 steps");
    }

    /**
     * A loop outside every scope that starts each turn from a detached tensor: 100 turns of 40 MB and more are freed as
     * they go, or they would exceed the limit, which is the heap's size.
     */
    @Test
    void aDetachedTensorDoesNotKeepWhatItWasComputedFrom() {
        Tensor x = Tensor.full(DType.FLOAT32, 1, 2_000_000);
        for (int t = 0; t < 100; t++) {
            Tensor at = x.tracked();
            x = at.sub(Gradient.of(at.square()).wrt(at).mul(0.01)).detach();
        }
        assertTrue(x.isFinite());
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
