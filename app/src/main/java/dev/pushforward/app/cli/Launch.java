package dev.pushforward.app.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * What the launcher script starts: puts standard error back, then hands over to {@link Main}.
 *
 * <p>The JVM warns of the incubating Vector API before any of our code runs, and no option stops it. So the script
 * keeps standard error as file descriptor 3 and lets the JVM start with descriptor 2 on the null device.
 */
public final class Launch {
    private static final int STDERR = 2;
    private static final int SAVED = 3;

    private Launch() {}

    /**
     * Starts the command line.
     *
     * @param arguments the command and its arguments
     * @throws Throwable what {@link Main} throws
     */
    public static void main(String[] arguments) throws Throwable {
        if (Boolean.getBoolean("pushforward.stderr.saved")) {
            restoreStandardError();
        }
        Main.main(arguments);
    }

    @SuppressWarnings("restricted") // dup2 takes two numbers and touches no memory
    private static void restoreStandardError() throws Throwable {
        Linker linker = Linker.nativeLinker();
        int unused = (int) linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("dup2"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                .invokeExact(SAVED, STDERR);
    }
}
