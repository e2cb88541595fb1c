package dev.pushforward.app.cli;

import dev.pushforward.app.run.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Continues a run that was stopped or killed. The result is bit for bit that of a run that was never"
                        + " stopped.")
final class ResumeCommand extends Session implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    ResumeCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() throws IOException {
        return Work.finish(open(run), stop(), out(), err());
    }
}
