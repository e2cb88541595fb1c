package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.report.ResultTable;
import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures fresh draws of a trained sampler against fresh reference draws. Does not change the run's"
                        + " own results.")
final class EvaluateCommand extends Session implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(names = "-n", paramLabel = "N", description = "Number of draws (default: that of the run).")
    private Integer n;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--part", paramLabel = "PART", description = "Which training, if the run has several.")
    private String partName;

    EvaluateCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() throws IOException {
        if (n != null && n < 1) {
            throw new InputException("-n " + n + ": must be at least 1");
        }
        Opened opened = open(run);
        Part part = opened.part(partName);
        int count = n == null ? opened.experiment().run().draws() : n;
        var results = opened.workshop().runner().evaluate(opened.experiment(), opened.folder(), part, count, seed);
        out().print(ResultTable.of(opened.experiment(), results).text());
        ResultTable.notes(opened.experiment(), results).forEach(out()::println);
        return 0;
    }
}
