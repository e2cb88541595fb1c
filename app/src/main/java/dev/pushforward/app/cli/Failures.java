package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.run.StoppedException;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.spi.BrokenComponentException;
import dev.pushforward.core.spi.NearestName;
import dev.pushforward.core.spi.Printable;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, as a message and an exit code. */
final class Failures {
    static final int BAD_INPUT = 2;
    static final int FAILURE = 1;
    private static final int INTERRUPTED = 130;
    private static final int MOST_PROBLEMS = 50; // that one message shows

    private Failures() {}

    static int badUsage(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        var commands = e.getCommandLine().getSubcommands().keySet();
        if (e instanceof UnmatchedArgumentException unmatched && !commands.isEmpty()) {
            String given = unmatched.getUnmatched().getFirst();
            err.println("pushforward: there is no command '" + Printable.value(given) + "'."
                    + NearestName.hint(given, commands) + " Known: " + String.join(", ", commands) + ".");
        } else {
            err.println("pushforward: " + e.getMessage());
        }
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        return failed(e, command.getErr(), debug(command));
    }

    /** Java's errors too. */
    static int failed(Throwable e, PrintWriter err, boolean debug) {
        if (debug) {
            e.printStackTrace(err);
        }
        if (e instanceof SettingsException wrong) {
            err.println("pushforward: " + wrongPlaces(wrong));
            wrong.problems().stream().limit(MOST_PROBLEMS).forEach(problem -> err.println("  " + problem));
            if (wrong.problems().size() > MOST_PROBLEMS) {
                err.println("  and " + (wrong.problems().size() - MOST_PROBLEMS) + " more");
            }
        } else {
            err.println("pushforward: " + (e instanceof StoppedException ? "stopped " : "") + message(e));
        }
        return switch (e) {
            case SettingsException wrong -> BAD_INPUT;
            case InputException wrong -> BAD_INPUT;
            case BrokenComponentException broken -> BAD_INPUT;
            case DivergenceException diverged -> BAD_INPUT;
            case OutOfMemoryError ended -> BAD_INPUT; // of arrays, whose size the settings say
            case StoppedException stopped -> INTERRUPTED;
            default -> FAILURE;
        };
    }

    /** A failure in words, on one line. */
    static String message(Throwable e) {
        return switch (e) {
            case OutOfMemoryError ended -> ended(ended);
            case SettingsException wrong ->
                wrongPlaces(wrong) + " "
                        + wrong.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
            case InputException wrong -> wrong.getMessage();
            case BrokenComponentException broken -> broken.getMessage();
            case StoppedException stopped -> stopped.getMessage();
            case DivergenceException diverged -> diverged.getMessage() + ". " + diverged.advice();
            case TrainingException failed ->
                failed.getMessage() + (comesOfAnother(failed) ? " (--debug shows where)" : "");
            case IOException failed -> reason(failed);
            default -> "unexpected error: " + e + " (--debug shows where)";
        };
    }

    private static String wrongPlaces(SettingsException e) {
        int n = e.problems().size();
        return "the experiment has " + (n == 1 ? "an error:" : n + " errors:");
    }

    /** Whether what began it is no message of Pushforward's own, but an exception of Java's or a plugin's. */
    private static boolean comesOfAnother(TrainingException e) {
        Throwable cause = e.getCause();
        while (cause instanceof TrainingException) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** What to do where memory ended. */
    private static String ended(OutOfMemoryError e) {
        return "this does not fit into memory (" + e.getMessage()
                + "): use narrower networks, a smaller batch or fewer draws;"
                + " JDK_JAVA_OPTIONS=-Xmx8g allows 8 GiB of Java objects and as much of arrays";
    }

    private static boolean debug(CommandLine command) {
        return command.getCommand() instanceof Session session && session.options.debug;
    }

    /** An I/O failure in words; exceptions of the file system name the file alone in their message. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "cannot write " + denied.getFile() + ": permission denied";
            case NoSuchFileException missing ->
                "cannot write or read " + missing.getFile() + ": no such file or folder";
            case FileSystemException failed ->
                "cannot write " + failed.getFile() + ": "
                        + (failed.getReason() == null ? "it exists or is no folder" : failed.getReason());
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
