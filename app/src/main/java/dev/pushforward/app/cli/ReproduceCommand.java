package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.experiment.PublishedTable;
import dev.pushforward.app.report.Table;
import dev.pushforward.app.run.StopSignal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description =
                "Runs a table of a paper and prints it beside the published numbers, with floor and verdict. Without a"
                        + " table: lists the tables.")
final class ReproduceCommand extends Session implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "TABLE", description = "Which table, e.g. afis-1.")
    private String table;

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Overrides, e.g. run.replicates=1.")
    private List<String> overrides = List.of();

    @Option(
            names = "--preset",
            paramLabel = "cpu|paper",
            defaultValue = "cpu",
            description =
                    "cpu: sizes for a small machine; paper: those of the paper, as far as it states them (default:"
                            + " ${DEFAULT-VALUE}).")
    private String preset;

    ReproduceCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() throws IOException {
        if (table == null) {
            List<List<String>> rows = Arrays.stream(PublishedTable.values())
                    .map(t -> List.of(t.toString(), t.title()))
                    .toList();
            out().print(new Table(List.of("table", "what it is"), rows).text());
            return 0;
        }
        return Work.finish(
                begin(ExperimentSource.of(PublishedTable.of(table)).with(preset), overrides), stop(), out(), err());
    }
}
