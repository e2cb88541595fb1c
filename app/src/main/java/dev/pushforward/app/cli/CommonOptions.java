package dev.pushforward.app.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class CommonOptions {
    @Option(names = "--debug", description = "Show stack traces.")
    boolean debug;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    boolean quiet;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of data files (default: PUSHFORWARD_DATA). Missing public sets are fetched.")
    private Path data;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of runs (default: ${DEFAULT-VALUE}).")
    Path runs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; 0 for one per processor. Never changes a result.")
    Integer threads;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder of plugins, besides those of PUSHFORWARD_PLUGINS and of the installation; may be"
                    + " repeated.")
    private List<Path> plugins = List.of();

    /** The plugin folders: the installation's, those of the environment, those of the command line. */
    List<Path> pluginFolders() {
        var folders = new ArrayList<Path>();
        Optional.ofNullable(System.getProperty("pushforward.home"))
                .map(home -> Path.of(home, "plugins"))
                .filter(Files::isDirectory)
                .ifPresent(folders::add);
        String environment =
                Optional.ofNullable(System.getenv("PUSHFORWARD_PLUGINS")).orElse("");
        Arrays.stream(environment.split(Pattern.quote(File.pathSeparator)))
                .filter(f -> !f.isBlank())
                .map(Path::of)
                .forEach(folders::add);
        folders.addAll(plugins);
        return folders;
    }

    /** The data folder, if anybody said where. */
    Optional<Path> data() {
        return data != null
                ? Optional.of(data)
                : Optional.ofNullable(System.getenv("PUSHFORWARD_DATA"))
                        .filter(d -> !d.isBlank())
                        .map(Path::of);
    }
}
