package dev.pushforward.app.cli;

import dev.pushforward.app.report.Table;
import dev.pushforward.app.run.StopSignal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all components, without creating any.")
final class ListCommand extends Session implements Callable<Integer> {
    ListCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() {
        List<List<String>> rows = registry().all().stream()
                .map(d -> List.of(d.kind().key(), d.name(), d.summary(), d.origin()))
                .toList();
        out().print(new Table(List.of("kind", "name", "what it is", "from"), rows).text());
        return 0;
    }
}
