package dev.pushforward.app.cli;

import dev.pushforward.app.run.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the report of a run again and prints its results.")
final class ReportCommand extends Session implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    ReportCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() throws IOException {
        Opened opened = open(run);
        Path report = opened.workshop().reporter().write(opened.experiment(), opened.folder(), opened.parts());
        Work.print(opened, opened.folder().gather(opened.parts()), out());
        for (String note : Standing.notes(opened)) {
            err().println(note);
        }
        out().println("Report: " + report);
        return 0;
    }
}
