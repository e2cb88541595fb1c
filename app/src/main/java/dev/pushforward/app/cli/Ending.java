package dev.pushforward.app.cli;

import dev.pushforward.app.plugins.PluginModules;
import dev.pushforward.app.run.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is done as the JVM ends before the work has: the shutdown hook of the program.
 *
 * <p>Ctrl-C and the like end it only after the work has saved what it needs to go on. A long step of it is given a
 * minute, and the user told. A component that calls {@code System.exit} ends it at once, as a failure: its thread waits
 * in that call for this hook, so the work would never answer. One that calls {@code Runtime.halt} runs no hook and
 * cannot be seen.
 */
final class Ending implements Runnable {
    private static final long SECONDS_TO_STOP = 60;
    private static final Set<String> JAVA = Set.of("java.lang.System", "java.lang.Runtime");
    private static final Pattern SIGNAL = Pattern.compile("SIG\\w+ handler");

    private final StopSignal stop;
    private final PrintWriter err;

    Ending(StopSignal stop, PrintWriter err) {
        this.stop = stop;
        this.err = err;
    }

    @Override
    public void run() {
        stop.ask();
        try {
            for (long second = 0; second < SECONDS_TO_STOP; second++) {
                if (stop.await(0)) {
                    return;
                }
                endIfExited();
                if (stop.await(1)) {
                    return;
                }
                if (second == 0) {
                    err.println("pushforward: stopping after the current step, within " + SECONDS_TO_STOP + " seconds");
                }
            }
            err.println("pushforward: stopped within a step; earlier checkpoints are intact");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A signal is answered on a thread of the JVM's own. Nothing else than that and {@code System.exit} runs this hook
     * while there is work.
     */
    private void endIfExited() {
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        Optional<StackTraceElement> caller = threads.values().stream()
                .map(Ending::caller)
                .flatMap(Optional::stream)
                .findFirst();
        if (caller.isPresent()
                || threads.keySet().stream()
                        .noneMatch(t -> SIGNAL.matcher(t.getName()).matches())) {
            err.println("pushforward: " + caller.map(Ending::named).orElse("a virtual thread")
                    + " called System.exit, which ends the program before its work is done. No component may"
                    + " do that: remove this one, or have it fixed.");
            err.flush();
            Runtime.getRuntime().halt(Failures.FAILURE);
        }
    }

    /** Who calls {@code System.exit} on this stack. */
    private static Optional<StackTraceElement> caller(StackTraceElement... stack) {
        return Arrays.stream(stack)
                .dropWhile(f -> !exits(f))
                .dropWhile(f -> JAVA.contains(f.getClassName()))
                .findFirst();
    }

    private static boolean exits(StackTraceElement frame) {
        return JAVA.contains(frame.getClassName()) && frame.getMethodName().equals("exit");
    }

    private static String named(StackTraceElement caller) {
        Set<Path> jars = caller.getModuleName() == null ? Set.of() : PluginModules.jars(caller.getModuleName());
        String where =
                jars.isEmpty() ? "" : jars.stream().map(Path::toString).collect(Collectors.joining(" or ")) + ": ";
        return where + caller.getClassName() + "." + caller.getMethodName();
    }
}
