package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Template of {@link Loops.Bias}. */
final class BiasLoop implements Loops.Bias {
    private static final Lanes.Function1 F = Loops.function(MethodHandles.lookup(), Lanes.Function1.class);

    @Override
    public void run(float a, long h, long bias, long y, long rows, long columns) {
        for (long r = 0; r < rows; r++) {
            row(a, h + 4 * r * columns, bias, y + 4 * r * columns, columns);
        }
    }

    private static void row(float a, long h, long bias, long y, long columns) {
        long c = 0;
        for (; c <= columns - Lanes.WIDTH; c += Lanes.WIDTH) {
            FloatVector sum = Lanes.load(h + 4 * c).add(Lanes.load(bias + 4 * c));
            Lanes.store(F.apply(sum, a, 0), y + 4 * c);
        }
        if (c < columns) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
            FloatVector sum = Lanes.load(h + 4 * c, rest).add(Lanes.load(bias + 4 * c, rest));
            Lanes.store(F.apply(sum, a, 0), y + 4 * c, rest);
        }
    }
}
