package dev.pushforward.tensor.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The error function, which Java lacks, by the C library:
 * {@code erf(x) = 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x}, and {@code erfc = 1 - erf}.
 */
final class ErrorFunction {
    private static final MethodHandle ERF = function("erf");
    private static final MethodHandle ERFC = function("erfc");

    private ErrorFunction() {}

    @SuppressWarnings("restricted") // both take a number and give one
    private static MethodHandle function(String name) {
        Linker linker = Linker.nativeLinker();
        var type = FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE);
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), type, Linker.Option.critical(false));
    }

    static double erf(double x) {
        try {
            return (double) ERF.invokeExact(x);
        } catch (Throwable e) { // MethodHandle.invokeExact declares Throwable
            throw new IllegalStateException("erf failed", e);
        }
    }

    /** Keeps its digits where erf is near 1. */
    static double erfc(double x) {
        try {
            return (double) ERFC.invokeExact(x);
        } catch (Throwable e) {
            throw new IllegalStateException("erfc failed", e);
        }
    }
}
