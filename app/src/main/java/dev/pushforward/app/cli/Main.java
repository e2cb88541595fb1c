package dev.pushforward.app.cli;

import dev.pushforward.app.run.StopSignal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;

/**
 * The command line. Exit codes: 0 fine; 2 bad input, which settings are too under which numbers run away or memory
 * ends; 130 stopped by the user, everything saved; 141 nobody reads what it prints; 1 anything else. Messages go to
 * standard error without a stack trace unless {@code --debug} is given.
 */
@Command(
        name = "pushforward",
        description = "Trains neural samplers: give it a density, get a sampler that draws in one pass.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    /**
     * Runs a command and exits the process.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // libraries write numbers too, and some languages have digits of their own
        var stop = new StopSignal();
        var out = new StandardOutput();
        var err = new PrintWriter(System.err, true, System.err.charset());
        Runtime.getRuntime().addShutdownHook(new Thread(new Ending(stop, err), "pushforward-stop"));
        int code;
        try {
            code = out.exit(execute(arguments, out.printer(System.out.charset()), err, stop), err);
        } finally {
            stop.stopped();
        }
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param arguments the command and its arguments
     * @param out where results go
     * @param err where progress and messages go
     * @param stop asks it to stop
     * @return the exit code
     */
    static int execute(String[] arguments, PrintWriter out, PrintWriter err, StopSignal stop) {
        var cleanOut = new ConsoleWriter(out);
        var cleanErr = new ConsoleWriter(err);
        var commands = new CommandLine(new Main())
                .addSubcommand(new ListCommand(stop))
                .addSubcommand(new DescribeCommand(stop))
                .addSubcommand(new RunCommand(stop))
                .addSubcommand(new ResumeCommand(stop))
                .addSubcommand(new DrawCommand(stop))
                .addSubcommand(new EvaluateCommand(stop))
                .addSubcommand(new ReportCommand(stop))
                .addSubcommand(new ReproduceCommand(stop))
                .addSubcommand(new DoctorCommand(stop))
                .addSubcommand(new NewPluginCommand());
        commands.setOut(cleanOut).setErr(cleanErr).setCaseInsensitiveEnumValuesAllowed(true);
        commands.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)); // its colours are control characters
        commands.setParameterExceptionHandler(Failures::badUsage).setExecutionExceptionHandler(Failures::failed);
        if (arguments.length == 0) {
            commands.usage(cleanErr);
            return Failures.BAD_INPUT;
        }
        int code = execute(commands, arguments);
        cleanOut.flush();
        cleanErr.flush();
        return code;
    }

    private static int execute(CommandLine commands, String[] arguments) {
        try {
            return commands.execute(arguments);
        } catch (Error e) { // picocli handles exceptions only
            return Failures.failed(e, commands.getErr(), List.of(arguments).contains("--debug"));
        }
    }

    /** The version of this program. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getModule().isNamed()
                    ? Main.class
                            .getModule()
                            .getDescriptor()
                            .version()
                            .map(Object::toString)
                            .orElse("")
                    : "(class path)";
            return new String[] {"pushforward " + version + ", Java " + Runtime.version()};
        }
    }
}
