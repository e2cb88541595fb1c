package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.plugins.PluginProject;
import dev.pushforward.core.spi.ComponentRegistry;
import java.io.IOException;
import java.io.PrintWriter;
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
        description =
                "Writes a Maven project for a plugin with one component, which builds and passes its tests as written.")
final class NewPluginCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of the project; empty or new.")
    private Path folder;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Name of the component, such as my-target.")
    private String name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "target",
            description = "target, metric, corrector, sampler or space (default: ${DEFAULT-VALUE}).")
    private String kindName;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PluginProject.Kind kind = PluginProject.Kind.of(kindName);
        var project = new PluginProject(kind, name);
        if (ComponentRegistry.load().find(kind.component(), name).isPresent()) {
            throw new InputException("the name '" + name + "' belongs to one of Pushforward's own " + kind
                    + "s, and a plugin cannot replace it: choose another name");
        }
        project.write(folder);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Written: " + folder);
        out.println("Once, in the folder of Pushforward's sources: " + PluginProject.INSTALL);
        out.println("Then, in " + folder + ": mvn package");
        out.println("Then: pushforward describe " + name + " --plugins " + folder.resolve("target"));
        return 0;
    }
}
