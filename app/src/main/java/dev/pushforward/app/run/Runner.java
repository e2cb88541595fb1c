package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Compute;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Floor;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Carries an experiment out: trains each part, draws, corrects, measures. Everything a result depends on is derived
 * from the experiment and the last checkpoint, so a run that was stopped or killed at any moment ends bit for bit as
 * one that was not.
 */
public final class Runner {
    private static final int FRESH_SETS = 1 << 30; // more than any run uses itself

    private final Composer composer;
    private final Compute compute;
    private final Progress progress;
    private final StopSignal stop;
    private final Optional<ReferenceCache> cache;

    /**
     * A runner that makes what it needs by {@code composer}, tells {@code progress}, heeds {@code stop}, and takes
     * reference chains that are in {@code cache}.
     */
    public Runner(
            Composer composer, Compute compute, Progress progress, StopSignal stop, Optional<ReferenceCache> cache) {
        this.composer = composer;
        this.compute = compute;
        this.progress = progress;
        this.stop = stop;
        this.cache = cache;
    }

    /**
     * Does what is left to do of a run.
     *
     * @return every result of the run
     * @throws StoppedException if it was asked to stop; everything needed to go on is on the disk
     * @throws DivergenceException if numbers are not finite; the last checkpoint stays
     * @throws TrainingException if a component gave something unusable; the last checkpoint stays
     * @throws IOException if the folder cannot be written
     */
    public List<Result> run(Experiment experiment, RunFolder folder, List<Part> parts) throws IOException {
        var references = new References(experiment.run(), folder, composer, compute, progress, stop, cache);
        var measures = new Measures(experiment.run(), compute);
        for (Part part : parts) { // before hours of training
            part.folder().under("checkpoints").refuseLinks();
        }
        folder.output().under("plots").refuseLinks();
        if (parts.stream().anyMatch(part -> !part.done())) {
            progress.phase(
                    "",
                    "computing in " + compute.dtype().name().toLowerCase(Locale.ROOT) + " on "
                            + threads(compute.workers().threads()) + " by " + Engine.of(compute.dtype()));
        }
        for (Part part : parts) {
            if (!part.done()) {
                new PartRun(part, experiment.run(), references.of(part), measures, progress, stop).run();
                folder.gather(parts);
            }
        }
        return folder.gather(parts);
    }

    private static String threads(int n) {
        return n + (n == 1 ? " thread" : " threads");
    }

    /** The sampler of a part as it was last saved; the training is the caller's to close. */
    public Training restored(Part part, RunSettings run) throws IOException {
        Training training = part.composition().start(Streams.training(run, part.replicate()));
        if (part.checkpoints().restore(training).isEmpty()) {
            throw new IOException("there is no checkpoint in " + part.folder().path() + ": nothing was trained yet");
        }
        return training;
    }

    /**
     * The trained sampler of a part, made from its own file.
     *
     * @throws InputException if this run's method cannot make it from that
     */
    public TrainedSampler load(Part part, SamplerFile.Content content) {
        try {
            return part.composition().load(content.sampler(), compute.workers());
        } catch (InputException e) {
            throw new InputException(e.getMessage() + ". " + part.samplerFile().advice(), e);
        }
    }

    /**
     * Measures fresh draws of a trained sampler; the seed makes them, and the reference set, differ from the run's own.
     */
    public List<Result> evaluate(Experiment experiment, RunFolder folder, Part part, int n, long seed)
            throws IOException {
        RunSettings run = experiment.run();
        Composition c = part.composition();
        Optional<ReferenceDraws> reference =
                new References(run, folder, composer, compute, progress, stop, cache).of(part);
        RandomStream random = DrawFile.random(run, part.replicate(), seed);
        var measures = new Measures(run, compute);
        var stages = new Stages(progress, stop);
        var draws = new EnumMap<Stage, Draws>(Stage.class);
        try (Training training = restored(part, run)) {
            draws.put(
                    Stage.DRAWN,
                    stages.run(part.name(), "drawing", () -> c.draw(training.sampler(), n, random.split("draw"))));
            Optional<SelfCheckReport> checks = training.checks()
                    .map(own -> stages.run(part.name(), "checking", () -> c.check(own, random.split("check"))));
            if (c.corrector().isPresent()) {
                draws.put(
                        Stage.CORRECTED,
                        stages.run(
                                        part.name(),
                                        "correcting",
                                        () -> c.correct(draws.get(Stage.DRAWN), random.split("correct")))
                                .draws());
            }
            Optional<Draws> set = reference.map(r -> c.reference(r, n, Math.floorMod(seed, FRESH_SETS) + FRESH_SETS));
            List<List<Floor>> floors = measures.floors(c, reference, n, stages).of();
            var results = new ArrayList<>(measures.of(
                    part, c, training.sampler(), draws, reference, set, random.split("measure"), floors, stages));
            results.addAll(measures.support(part, c, draws, stages));
            results.addAll(measures.worth(part, c, draws));
            checks.ifPresent(report -> results.addAll(Result.of(report, c.cell(), part.replicate())));
            return Result.shown(results);
        }
    }
}
