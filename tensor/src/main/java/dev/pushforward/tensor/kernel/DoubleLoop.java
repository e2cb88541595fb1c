package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;

/** Template of {@link Loops.Doubles}. */
final class DoubleLoop implements Loops.Doubles {
    private static final DoubleKernels.Function1 F =
            Loops.function(MethodHandles.lookup(), DoubleKernels.Function1.class);

    @Override
    public void map(double a, double b, long x, long y, long n) {
        for (long i = 0; i < 8 * n; i += 8) {
            Memory.putDouble(y + i, F.apply(Memory.getDouble(x + i), a, b));
        }
    }

    @Override
    public void times(double a, double b, long g, long x, long out, long n) {
        for (long i = 0; i < 8 * n; i += 8) {
            Memory.putDouble(out + i, Memory.getDouble(g + i) * F.apply(Memory.getDouble(x + i), a, b));
        }
    }
}
