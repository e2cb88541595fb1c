package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorMask;

/** Template of {@link Loops.Map}. */
final class MapLoop implements Loops.Map {
    private static final Lanes.Function1 F = Loops.function(MethodHandles.lookup(), Lanes.Function1.class);

    @Override
    public void run(float a, float b, long x, long y, long n) {
        long i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            Lanes.store(F.apply(Lanes.load(x + 4 * i), a, b), y + 4 * i);
        }
        if (i < n) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            Lanes.store(F.apply(Lanes.load(x + 4 * i, rest), a, b), y + 4 * i, rest);
        }
    }
}
