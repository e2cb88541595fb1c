package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the life of tensors: every tensor that a thread makes while a scope of its own is open is gone when the scope
 * closes.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *     Tensor loss = model.apply(x).square().mean();
 *     return loss.item();
 * }
 * }</pre>
 *
 * A scope is a mark on its thread's stack of memory: opening one costs nothing, a tensor costs an addition, and closing
 * gives the memory back to the next scope, so a training loop's use is flat after its first step. Scopes nest and close
 * in reverse order (try-with-resources sees to both). What must outlive a scope is copied by {@link Tensor#kept()}.
 * Without an open scope each tensor has memory of its own, freed when it is no longer reachable. Using a tensor of a
 * closed scope is an {@link IllegalStateException}.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Stack> STACK = ThreadLocal.withInitial(Stack::new);

    private final Stack stack;
    private final Scope outer;
    private final int slab;
    private final long used;
    private boolean open = true;

    private Scope(Stack stack) {
        this.stack = stack;
        this.outer = stack.top;
        this.slab = stack.slab;
        this.used = stack.used;
        stack.top = this;
    }

    /** Opens a scope on this thread. */
    public static Scope open() {
        return new Scope(STACK.get());
    }

    /** @throws IllegalStateException if a scope opened later is still open, or on another thread */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        if (STACK.get() != stack || stack.top != this) {
            throw new IllegalStateException(
                    "scopes must be closed on their own thread, in reverse order of opening: use try-with-resources");
        }
        open = false;
        stack.top = outer;
        stack.slab = slab;
        stack.used = used;
    }

    boolean isOpen() {
        return open;
    }

    static Stack stack() {
        return STACK.get();
    }

    /**
     * One thread's memory: slabs that are filled in order and kept for reuse, and whether operations are being
     * recorded.
     */
    static final class Stack {
        private static final long FIRST_SLAB = 1L << 20;
        private static final long LARGEST_SLAB = 1L << 27;

        private final List<Memory.Block> slabs = new ArrayList<>();
        private int slab;
        private long used;
        private Scope top;
        /** False while a gradient is swept that nobody will differentiate again. */
        boolean recording = true;

        /** The innermost open scope, or null. */
        Scope top() {
            return top;
        }

        /** The address of so many bytes of the innermost scope. */
        long allocate(long bytes) {
            long size = (bytes + 63) & -64L;
            while (true) {
                if (slab == slabs.size()) {
                    long grown = Math.min(LARGEST_SLAB, FIRST_SLAB << Math.min(slab, 20));
                    slabs.add(Memory.allocate(Math.max(size, grown)));
                }
                Memory.Block block = slabs.get(slab);
                if (used + size <= block.bytes()) {
                    long address = block.address() + used;
                    used += size;
                    return address;
                }
                slab++;
                used = 0;
            }
        }
    }
}
