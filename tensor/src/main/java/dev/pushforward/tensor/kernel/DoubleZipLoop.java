package dev.pushforward.tensor.kernel;

import java.lang.invoke.MethodHandles;
import java.util.function.DoubleBinaryOperator;

/** Template of {@link Loops.Zip} on doubles. */
final class DoubleZipLoop implements Loops.Zip {
    private static final DoubleBinaryOperator F = Loops.function(MethodHandles.lookup(), DoubleBinaryOperator.class);

    @Override
    public void run(
            long rows, long columns, long x, long xRow, long xColumn, long y, long yRow, long yColumn, long out) {
        for (long r = 0; r < rows; r++) {
            row(columns, x + 8 * r * xRow, xColumn, y + 8 * r * yRow, yColumn, out + 8 * r * columns);
        }
    }

    private static void row(long columns, long x, long xColumn, long y, long yColumn, long out) {
        for (long i = 0; i < 8 * columns; i += 8) {
            Memory.putDouble(
                    out + i, F.applyAsDouble(Memory.getDouble(x + i * xColumn), Memory.getDouble(y + i * yColumn)));
        }
    }
}
