package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.run.DrawFile;
import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.Runner;
import dev.pushforward.app.run.SamplerFile;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description = "Draws from a trained sampler into a file, in memory that does not grow with it.")
final class DrawCommand extends Session implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(names = "-n", required = true, paramLabel = "N", description = "Number of draws.")
    private long n;

    @Option(
            names = "-o",
            required = true,
            paramLabel = "FILE",
            description =
                    "File to write, .npz (array 'draws', and 'log_weights' of weighted draws) or .csv (last column"
                            + " 'log_weight' of weighted draws).")
    private Path file;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed and number give the same draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--resample",
            description = "Write as many equally weighted draws, by systematic resampling of the weighted ones.")
    private boolean resampled;

    @Option(names = "--correct", description = "Move the draws by the run's corrector, after any resampling.")
    private boolean corrected;

    @Option(names = "--part", paramLabel = "PART", description = "Which training, if the run has several.")
    private String partName;

    DrawCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() throws IOException {
        if (n < 0) {
            throw new InputException("-n " + n + ": must be at least 0");
        }
        var drawFile = new DrawFile(file, stop(), progress());
        Opened opened = open(run);
        Part part = opened.part(partName);
        if (corrected && part.composition().corrector().isEmpty()) {
            throw new InputException("--correct: this run has no corrector");
        }
        RunSettings settings = opened.experiment().run();
        Runner runner = opened.workshop().runner();
        Optional<SamplerFile.Content> saved = part.samplerFile().read();
        if (saved.isPresent()) {
            saved.get().selected().ifPresent(this::noteSelected);
            write(drawFile, part, runner.load(part, saved.get()), settings);
        } else {
            try (Training training = runner.restored(part, settings)) {
                if (training.iteration() < training.iterations()) {
                    err().println(Standing.note(part, training));
                }
                training.checks().flatMap(SelfChecks::selected).ifPresent(check -> noteSelected(check.iteration()));
                write(drawFile, part, training.sampler(), settings);
            }
        }
        out().println("Wrote " + n + " draws to " + file);
        return 0;
    }

    private void noteSelected(long iteration) {
        err().println("Note: drawn from iteration " + iteration + ", selected by its check.");
    }

    private void write(DrawFile drawFile, Part part, TrainedSampler sampler, RunSettings settings) throws IOException {
        RandomStream random = DrawFile.random(settings, part.replicate(), seed);
        Set<DrawFile.Treatment> treatments = EnumSet.noneOf(DrawFile.Treatment.class);
        if (resampled) {
            treatments.add(DrawFile.Treatment.RESAMPLED);
        }
        if (corrected) {
            treatments.add(DrawFile.Treatment.CORRECTED);
        }
        DrawFile.Written written =
                drawFile.write(part.composition(), sampler, n, treatments, settings.precision(), random);
        written.effectiveSampleSize().ifPresent(this::noteWorth);
        if (written.stuck() > 0) {
            err().println("WARN: " + written.stuck() + " of " + n
                    + " draws stay where the density is 0: no proposal of the corrector reached the support");
        }
    }

    private void noteWorth(double effectiveSampleSize) {
        err().printf(
                        Locale.ROOT,
                        "Note: %,d weighted draws are worth %,.1f equally weighted ones.%s%n",
                        n,
                        effectiveSampleSize,
                        resampled
                                ? ""
                                : " Their log weights are in the file; --resample writes equally weighted draws.");
    }
}
