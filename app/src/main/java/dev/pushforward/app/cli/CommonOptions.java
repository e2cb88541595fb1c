package dev.pushforward.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class CommonOptions {
    @Option(names = "--debug", description = "Show stack traces.")
    boolean debug;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    boolean quiet;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of data files; else that of PUSHFORWARD_DATA.")
    private Path data;

    @Option(names = "--runs", paramLabel = "DIR", defaultValue = "runs", description = "Folder of runs (default: ${DEFAULT-VALUE}).")
    Path runs;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; 0 for one on each processor. Never changes a result.")
    Integer threads;

    /** The data folder, if anybody said where. */
    Optional<Path> data() {
        return data != null ? Optional.of(data) : Optional.ofNullable(System.getenv("PUSHFORWARD_DATA")).filter(d -> !d.isBlank()).map(Path::of);
    }
}
