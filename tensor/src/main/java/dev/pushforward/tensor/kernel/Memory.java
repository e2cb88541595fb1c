package dev.pushforward.tensor.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.javacpp.BytePointer;

/**
 * Native memory by address. All of it is allocated by JavaCPP, so that ND4J's arrays and ours count against one limit
 * and show in one figure ({@code Pointer.physicalBytes()}).
 */
public final class Memory {
    /** Address 0 to the end: one constant segment lets the JIT drop base and scope checks from every access. */
    static final MemorySegment ALL = everything();

    /** Alignment of every allocation in bytes: a cache line, and the widest vector. */
    static final int ALIGNMENT = 64;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private Memory() {}

    // kernels work on the addresses of ND4J's own buffers, which are outside the Java heap
    @SuppressWarnings("restricted")
    private static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    /**
     * A block of uninitialised memory, freed when it is no longer reachable or when {@link Block#free} is called.
     *
     * @throws IllegalStateException if the native libraries are missing; the message names the artifact to add
     */
    public static Block allocate(long bytes) {
        BytePointer pointer = pointer(bytes + ALIGNMENT);
        long address = (pointer.address() + ALIGNMENT - 1) & -ALIGNMENT;
        return new Block(pointer, address, bytes);
    }

    private static BytePointer pointer(long bytes) {
        try {
            return new BytePointer(bytes);
        } catch (RuntimeException e) {
            throw e.getCause() instanceof UnsatisfiedLinkError ? Natives.missing(e) : e;
        }
    }

    /** Allocated memory: the pointer keeps it alive. */
    public record Block(BytePointer pointer, long address, long bytes) {
        /** Frees the memory at once. */
        public void free() {
            pointer.deallocate();
        }
    }

    /** Copies bytes; the ranges may overlap. */
    public static void copy(long from, long to, long bytes) {
        MemorySegment.copy(ALL, from, ALL, to, bytes);
    }

    /** Sets bytes to 0. */
    public static void clear(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }

    /** The float at an address. */
    public static float getFloat(long address) {
        return ALL.get(FLOAT, address);
    }

    /** Stores a float. */
    public static void putFloat(long address, float value) {
        ALL.set(FLOAT, address, value);
    }

    /** The double at an address. */
    public static double getDouble(long address) {
        return ALL.get(DOUBLE, address);
    }

    /** Stores a double. */
    public static void putDouble(long address, double value) {
        ALL.set(DOUBLE, address, value);
    }
}
