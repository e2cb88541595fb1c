package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Template of {@link Loops.TimesSum}. Four rows at a time, in the order of the sum alone, so that both give the same
 * bits.
 */
final class TimesSumLoop implements Loops.TimesSum {
    private static final Lanes.Function1 F = Loops.function(MethodHandles.lookup(), Lanes.Function1.class);

    @Override
    public void run(float a, long g, long x, long out, long rows, long columns, long sums) {
        long step = 4 * columns;
        long r = 0;
        for (; r <= rows - 4; r += 4) {
            fourRows(a, g + r * step, x + r * step, out + r * step, step, columns, sums);
        }
        for (; r < rows; r++) {
            row(a, g + r * step, x + r * step, out + r * step, columns, sums);
        }
    }

    private static void fourRows(float a, long g, long x, long out, long step, long columns, long sums) {
        long c = 0;
        for (; c <= columns - Lanes.WIDTH; c += Lanes.WIDTH) {
            long at = 4 * c;
            FloatVector low =
                    product(a, g + at, x + at, out + at).add(product(a, g + step + at, x + step + at, out + step + at));
            at += 2 * step;
            FloatVector high =
                    product(a, g + at, x + at, out + at).add(product(a, g + step + at, x + step + at, out + step + at));
            Lanes.store(Lanes.load(sums + 4 * c).add(low.add(high)), sums + 4 * c);
        }
        if (c < columns) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
            long at = 4 * c;
            FloatVector low = product(a, g + at, x + at, out + at, rest)
                    .add(product(a, g + step + at, x + step + at, out + step + at, rest));
            at += 2 * step;
            FloatVector high = product(a, g + at, x + at, out + at, rest)
                    .add(product(a, g + step + at, x + step + at, out + step + at, rest));
            Lanes.store(Lanes.load(sums + 4 * c, rest).add(low.add(high)), sums + 4 * c, rest);
        }
    }

    private static void row(float a, long g, long x, long out, long columns, long sums) {
        for (long c = 0; c < columns; c += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(c, columns);
            FloatVector value = product(a, g + 4 * c, x + 4 * c, out + 4 * c, rest);
            Lanes.store(Lanes.load(sums + 4 * c, rest).add(value), sums + 4 * c, rest);
        }
    }

    private static FloatVector product(float a, long g, long x, long out) {
        FloatVector value = Lanes.load(g).mul(F.apply(Lanes.load(x), a, 0));
        Lanes.store(value, out);
        return value;
    }

    private static FloatVector product(float a, long g, long x, long out, VectorMask<Float> rest) {
        FloatVector value = Lanes.load(g, rest).mul(F.apply(Lanes.load(x, rest), a, 0));
        Lanes.store(value, out, rest);
        return value;
    }
}
