package dev.pushforward.tensor.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Loops over arrays, one copy of each for each function. A loop that took its function as an argument would be compiled
 * once for all functions, and calling them through an interface would box every vector and inline nothing. So each loop
 * is a template class that reads its function from its class data, and is defined anew, as a hidden class, for each
 * function: to the JIT the function is then a constant.
 */
final class Loops {
    private Loops() {}

    /** {@code y[i] = f(x[i])}. */
    interface Map {
        void run(float a, float b, long x, long y, long n);
    }

    /** {@link Map} and {@link Times} on doubles. */
    interface Doubles {
        void map(double a, double b, long x, long y, long n);

        void times(double a, double b, long g, long x, long out, long n);
    }

    /** {@code out[i] = g[i] f(x[i])}. */
    interface Times {
        void run(float a, float b, long g, long x, long out, long n);
    }

    /** {@code out[r, c] = g[r, c] f(x[r, c]); sums[c] += sum over r of out[r, c]}. */
    interface TimesSum {
        void run(float a, long g, long x, long out, long rows, long columns, long sums);
    }

    /** {@code h[r, c] += bias[c]; y[r, c] = f(h[r, c])}. */
    interface Bias {
        void run(float a, long h, long bias, long y, long rows, long columns);
    }

    /** {@code out[r, c] = f(x[r, c], y[r, c])} with repeated rows or elements. */
    interface Zip {
        void run(long rows, long columns, long x, long xRow, long xColumn, long y, long yRow, long yColumn, long out);
    }

    /** A loop of its own for a function. */
    static <L> L specialise(Class<L> loop, Class<? extends L> template, Object function) {
        var lookup = MethodHandles.lookup();
        try (var in = template.getResourceAsStream(template.getSimpleName() + ".class")) {
            var own = lookup.defineHiddenClassWithClassData(in.readAllBytes(), function, true);
            return loop.cast(own.findConstructor(own.lookupClass(), MethodType.methodType(void.class))
                    .invoke());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) { // MethodHandle.invoke declares Throwable
            throw new IllegalStateException("the loop " + template.getSimpleName() + " could not be specialised", e);
        }
    }

    /** The function of a template's class, for its static initialiser. */
    static <F> F function(MethodHandles.Lookup lookup, Class<F> type) {
        try {
            return MethodHandles.classData(lookup, java.lang.constant.ConstantDescs.DEFAULT_NAME, type);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
