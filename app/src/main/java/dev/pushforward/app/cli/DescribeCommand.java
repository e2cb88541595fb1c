package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.report.Table;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.NearestName;
import dev.pushforward.core.spi.Setting;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Shows what a component is and its settings.")
final class DescribeCommand extends Session implements Callable<Integer> {
    private static final String RUN = "run";

    @Parameters(paramLabel = "NAME", description = "Name of a component, or 'run' for the run block of an experiment.")
    private String name;

    DescribeCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() {
        if (name.equals(RUN)) {
            out().println("run: how an experiment runs");
            settings(RunSettings.DECLARED);
            out().println();
            out().println("run.reference: Markov chains in place of exact draws, for targets that have none");
            settings(RunSettings.REFERENCE_DECLARED);
            return 0;
        }
        List<ComponentDescriptor> found =
                registry().all().stream().filter(d -> d.name().equals(name)).toList();
        if (found.isEmpty()) {
            List<String> names = registry().all().stream()
                    .map(ComponentDescriptor::name)
                    .distinct()
                    .toList();
            throw new InputException("there is no component '" + name + "'." + NearestName.hint(name, names)
                    + " `pushforward list` shows all.");
        }
        found.forEach(this::describe);
        return 0;
    }

    private void describe(ComponentDescriptor d) {
        out().println(d.kind().key() + " " + d.name());
        out().println("  " + d.summary());
        if (!d.citation().isEmpty()) {
            out().println("  Source: " + d.citation());
        }
        out().println("  From: " + d.origin());
        settings(d.settings());
    }

    private void settings(List<Setting<?>> settings) {
        if (settings.isEmpty()) {
            out().println("  No settings.");
            return;
        }
        List<List<String>> rows = settings.stream()
                .map(s -> List.of("  " + s.name(), s.type(), s.defaultText(), s.range(), s.doc()))
                .toList();
        out().print(new Table(List.of("  setting", "type", "default", "allowed", "meaning"), rows).text());
    }
}
