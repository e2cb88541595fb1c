package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorMask;

/** Template of {@link Loops.Times}. */
final class TimesLoop implements Loops.Times {
    private static final Lanes.Function1 F = Loops.function(MethodHandles.lookup(), Lanes.Function1.class);

    @Override
    public void run(float a, float b, long g, long x, long out, long n) {
        long i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            Lanes.store(Lanes.load(g + 4 * i).mul(F.apply(Lanes.load(x + 4 * i), a, b)), out + 4 * i);
        }
        if (i < n) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            Lanes.store(Lanes.load(g + 4 * i, rest).mul(F.apply(Lanes.load(x + 4 * i, rest), a, b)), out + 4 * i, rest);
        }
    }
}
