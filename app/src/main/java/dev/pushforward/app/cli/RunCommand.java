package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.Sweep;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.spi.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Trains, draws, corrects, measures and reports. The same command continues a run that was stopped, or"
                        + " says that it is done.")
final class RunCommand extends Session implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Experiment file.")
    private Path file;

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Overrides, e.g. sampler.iterations=500.")
    private List<String> overrides = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "One of the file's presets, which overrides the rest of the file.")
    private String preset;

    @Option(
            names = "--sweep",
            arity = "1..*",
            paramLabel = "key=a,b",
            description = "A run for every combination of these values, e.g. --sweep sampler.learning-rate=1e-3,1e-4"
                    + " run.seed=1..5; one report compares them.")
    private List<String> axes = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs of a sweep at the same time; they share the processors (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--on-error",
            paramLabel = "WHAT",
            defaultValue = "stop",
            description =
                    "What to do when a run of the sweep fails: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SweepWork.OnError onError;

    RunCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() throws IOException {
        if (jobs < 1) {
            throw new InputException("--jobs " + jobs + ": must be at least 1");
        }
        if (axes.isEmpty() && jobs > 1) {
            throw new InputException("--jobs " + jobs
                    + ": applies to the runs of a --sweep, and this is a single run; set its threads by --threads");
        }
        ExperimentSource written = ExperimentSource.of(found(file));
        ExperimentSource source = preset == null ? written : written.with(preset);
        return axes.isEmpty()
                ? Work.finish(begin(source, overrides), stop(), out(), err())
                : new SweepWork(this, Sweep.parse(axes), source, overrides, onError).finish(jobs);
    }

    /** The file; or that of the distribution, for somebody who is not in its folder. */
    private static Path found(Path file) {
        String home = System.getProperty("pushforward.home");
        List<Path> places = home == null || file.isAbsolute()
                ? List.of(file)
                : List.of(file, Path.of(home).resolve(file));
        return places.stream()
                .filter(place -> !Files.notExists(place, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no file " + file + "." + neighbours(file)));
    }

    private static String neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return " Its folder " + folder + " does not exist either.";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".conf"))
                    .sorted()
                    .toList();
            return NearestName.hint(file.getFileName().toString(), names);
        } catch (IOException e) {
            return "";
        }
    }
}
