package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.plugins.PluginProject;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new-plugin",
        mixinStandardHelpOptions = true,
        description = "Writes a Maven project for a plugin with one target, which builds and passes its tests as written.")
final class NewPluginCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of the project; empty or not there yet.")
    private Path folder;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the target, such as my-target.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var project = new PluginProject(name);
        boolean taken = ComponentRegistry.load().find(ComponentKind.TARGET, name).isPresent();
        if (taken) {
            throw new InputException("the name '" + name + "' is that of one of Pushforward's own targets, which no plugin replaces: choose another");
        }
        project.write(folder);
        spec.commandLine().getOut().println("Written: " + folder + ". Its README.md says how to build and use it.");
        return 0;
    }
}
