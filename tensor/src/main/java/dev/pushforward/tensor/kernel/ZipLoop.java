package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Template of {@link Loops.Zip}. */
final class ZipLoop implements Loops.Zip {
    private static final Lanes.Function2 F = Loops.function(MethodHandles.lookup(), Lanes.Function2.class);

    @Override
    public void run(
            long rows, long columns, long x, long xRow, long xColumn, long y, long yRow, long yColumn, long out) {
        for (long r = 0; r < rows; r++) {
            long px = x + 4 * r * xRow;
            long py = y + 4 * r * yRow;
            long po = out + 4 * r * columns;
            if (xColumn == 1 && yColumn == 1) {
                both(px, py, po, columns);
            } else if (xColumn == 1) {
                first(px, py, po, columns);
            } else if (yColumn == 1) {
                second(px, py, po, columns);
            } else {
                neither(px, py, po, columns);
            }
        }
    }

    private static void both(long x, long y, long out, long n) {
        long i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            Lanes.store(F.apply(Lanes.load(x + 4 * i), Lanes.load(y + 4 * i)), out + 4 * i);
        }
        if (i < n) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            Lanes.store(F.apply(Lanes.load(x + 4 * i, rest), Lanes.load(y + 4 * i, rest)), out + 4 * i, rest);
        }
    }

    private static void first(long x, long y, long out, long n) {
        FloatVector v = Lanes.repeat(y);
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            Lanes.store(F.apply(Lanes.load(x + 4 * i, rest), v), out + 4 * i, rest);
        }
    }

    private static void second(long x, long y, long out, long n) {
        FloatVector v = Lanes.repeat(x);
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            VectorMask<Float> rest = Lanes.SPECIES.indexInRange(i, n);
            Lanes.store(F.apply(v, Lanes.load(y + 4 * i, rest)), out + 4 * i, rest);
        }
    }

    private static void neither(long x, long y, long out, long n) {
        FloatVector v = F.apply(Lanes.repeat(x), Lanes.repeat(y));
        for (long i = 0; i < n; i += Lanes.WIDTH) {
            Lanes.store(v, out + 4 * i, Lanes.SPECIES.indexInRange(i, n));
        }
    }
}
