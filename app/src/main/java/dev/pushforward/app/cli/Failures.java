package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.run.StoppedException;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.spi.BrokenComponentException;
import dev.pushforward.core.spi.NearestName;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, as a message and an exit code. */
final class Failures {
    static final int BAD_INPUT = 2;
    private static final int FAILURE = 1;
    private static final int INTERRUPTED = 130;

    private Failures() {}

    static int badUsage(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        var commands = e.getCommandLine().getSubcommands().keySet();
        if (e instanceof UnmatchedArgumentException unmatched && !commands.isEmpty()) {
            String given = unmatched.getUnmatched().getFirst();
            err.println("pushforward: there is no command '" + given + "'." + NearestName.hint(given, commands) + " Known: " + String.join(", ", commands) + ".");
        } else {
            err.println("pushforward: " + e.getMessage());
        }
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (debug(command)) {
            e.printStackTrace(err);
        }
        return switch (e) {
            case SettingsException wrong -> {
                int n = wrong.problems().size();
                err.println("pushforward: the experiment is wrong in " + (n == 1 ? "one place:" : n + " places:"));
                for (Problem problem : wrong.problems()) {
                    err.println("  " + problem);
                }
                yield BAD_INPUT;
            }
            case InputException wrong -> say(err, wrong.getMessage(), BAD_INPUT);
            case BrokenComponentException broken -> say(err, broken.getMessage(), BAD_INPUT);
            case StoppedException stopped -> say(err, "stopped " + stopped.getMessage(), INTERRUPTED);
            case TrainingException failed -> say(err, failed.getMessage(), FAILURE);
            case IOException failed -> say(err, reason(failed), FAILURE);
            default -> say(err, "unexpected error: " + e + (debug(command) ? "" : " (--debug shows where)"), FAILURE);
        };
    }

    private static boolean debug(CommandLine command) {
        return command.getCommand() instanceof Session session && session.options.debug;
    }

    private static int say(PrintWriter err, String message, int code) {
        err.println("pushforward: " + message);
        return code;
    }

    /** An I/O failure in words; exceptions of the file system name the file alone in their message. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "cannot write " + denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> "cannot write or read " + missing.getFile() + ": no such file or folder";
            case FileSystemException failed -> "cannot write " + failed.getFile() + ": " + (failed.getReason() == null ? "it exists or is no folder" : failed.getReason());
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
