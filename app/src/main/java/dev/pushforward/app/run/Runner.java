package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Check;
import dev.pushforward.core.Checks;
import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Engine;
import dev.pushforward.core.tensor.Scope;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.train.TrainingListener;
import dev.pushforward.core.train.TrainingLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Carries an experiment out: trains each part, draws, corrects, measures. Everything a result depends on is derived from the experiment and the
 * last checkpoint, so a run that was stopped or killed at any moment ends bit for bit as one that was not.
 */
public final class Runner {
    private static final int FRESH_SETS = 1 << 30; // more than any run uses itself

    private final Composer composer;
    private final Compute compute;
    private final Progress progress;
    private final StopSignal stop;

    /** A runner that makes what it needs by {@code composer}, tells {@code progress} and heeds {@code stop}. */
    public Runner(Composer composer, Compute compute, Progress progress, StopSignal stop) {
        this.composer = composer;
        this.compute = compute;
        this.progress = progress;
        this.stop = stop;
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
        var references = new References(experiment.run(), folder, composer, compute, progress, stop);
        var floors = new HashMap<List<Object>, List<List<Floor>>>();
        if (parts.stream().anyMatch(part -> !part.done())) {
            progress.phase("", "computing in " + compute.dtype().name().toLowerCase(Locale.ROOT) + " on " + threads(compute.workers().threads()) + " by "
                    + Engine.of(compute.dtype()));
        }
        for (Part part : parts) {
            if (!part.done()) {
                new PartRun(part, experiment.run(), references.of(part), floors).run();
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
        Training training = start(part, run);
        State saved = part.checkpoints()
                .newest()
                .orElseThrow(() -> new IOException("there is no checkpoint in " + part.folder() + " yet: nothing was trained"));
        training.restore(saved.under("training"));
        return training;
    }

    /** Measures fresh draws of a trained sampler; the seed makes them, and the reference set, differ from the run's own. */
    public List<Result> evaluate(Experiment experiment, RunFolder folder, Part part, int n, long seed) throws IOException {
        RunSettings run = experiment.run();
        Composition c = part.composition();
        Optional<ReferenceDraws> reference = new References(run, folder, composer, compute, progress, stop).of(part);
        RandomStream random = DrawFile.random(run, part.replicate(), seed);
        var draws = new EnumMap<Stage, Draws>(Stage.class);
        Optional<CheckReport> checks;
        try (Training training = restored(part, run)) {
            draws.put(Stage.DRAWN, draw(c, training.sampler(), n, random.split("draw")));
            checks = training.checks().map(own -> checked(c, own, random.split("check")));
        }
        if (c.corrector().isPresent()) {
            draws.put(Stage.CORRECTED, correct(c, c.corrector().get(), draws.get(Stage.DRAWN), random.split("correct")).draws());
        }
        Optional<Draws> set = reference.map(r -> referenceSet(c, r, n, Math.floorMod(seed, FRESH_SETS) + FRESH_SETS));
        var results = new ArrayList<>(measure(part, draws, reference, set, random.split("measure"), floors(c, reference, run, n)));
        checks.ifPresent(report -> results.addAll(Result.of(report, c.cell(), part.replicate())));
        return results;
    }

    private static Training start(Part part, RunSettings run) {
        Cell cell = part.composition().cell();
        String who = "sampler '" + cell.sampler().name() + "' on target '" + cell.target().name() + "': ";
        try {
            return new NamedTraining(part.composition().sampler().start(part.composition().target(), Streams.training(run, part.replicate())), who);
        } catch (IllegalArgumentException e) {
            throw new InputException(who + e.getMessage(), e);
        }
    }

    /** Measures draws before and after correction, against a set of reference draws. */
    public List<Result> measure(
            Part part,
            Map<Stage, Draws> draws,
            Optional<ReferenceDraws> reference,
            Optional<Draws> set,
            RandomStream random,
            List<List<Floor>> floors) {
        var results = new ArrayList<Result>();
        Composition c = part.composition();
        Cell cell = c.cell();
        String label = reference.map(ReferenceDraws::label).orElse("");
        for (var stage : draws.entrySet()) {
            for (int i = 0; i < c.metrics().size(); i++) {
                Draws x = stage.getValue();
                Draws y = set.orElseGet(() -> Draws.of(Tensor.zeros(x.points().dtype(), 0, x.dimension())));
                List<Measurement> measured = metric(c, i).measure(x, c.target(), y, random.split(stage.getKey().key()).split(i));
                for (int k = 0; k < measured.size(); k++) {
                    Optional<Floor> floor = floors.isEmpty() ? Optional.empty() : Optional.of(floors.get(i).get(k));
                    results.add(new Result(
                            cell.row(),
                            cell.column(),
                            part.replicate(),
                            stage.getKey(),
                            i + 1,
                            cell.metrics().get(i).name(),
                            measured.get(k),
                            x.count(),
                            label,
                            floor));
                }
            }
        }
        return results;
    }

    /** The floors of each metric's measurements for sets of n draws; empty where there is no reference to draw sets from. */
    public List<List<Floor>> floors(Composition c, Optional<ReferenceDraws> reference, RunSettings run, int n) {
        if (reference.isEmpty()) {
            return List.of();
        }
        ReferenceDraws sets = reference.get();
        int repeats = Math.min(run.floorRepeats(), sets.sets(n) / 2);
        if (repeats < 2) {
            return List.of();
        }
        int first = sets.sets(n) - run.replicates() >= 2 * repeats ? run.replicates() : 0; // sets no replicate is measured against, where there are enough
        var floors = new ArrayList<List<Floor>>();
        for (int i = 0; i < c.metrics().size(); i++) {
            IntFunction<Draws> set = index -> {
                stop.check("measuring exact draws");
                return referenceSet(c, sets, n, first + index);
            };
            floors.add(Floor.of(metric(c, i), c.target(), repeats, set, Streams.floor(run).split(i)));
        }
        return floors;
    }

    private static NamedMetric metric(Composition c, int i) {
        return new NamedMetric(c.metrics().get(i), "metric '" + c.cell().metrics().get(i).name() + "': ");
    }

    /** Draws of a trained sampler, all finite. */
    static Draws draw(Composition c, TrainedSampler sampler, int n, RandomStream random) {
        return finite(sampler.draw(n, random), "sampler '" + c.cell().sampler().name() + "' on target '" + c.cell().target().name() + "': ");
    }

    /** Draws moved by the cell's corrector. */
    static Correction correct(Composition c, Corrector corrector, Draws draws, RandomStream random) {
        String who = "corrector '" + c.cell().corrector().orElseThrow().name() + "' on target '" + c.cell().target().name() + "': ";
        try {
            Correction moved = corrector.correct((DensityTarget) c.target(), draws, random);
            finite(moved.draws(), who);
            return moved;
        } catch (TrainingException e) {
            throw e.getMessage().startsWith(who) ? e : e.within(who);
        } catch (IllegalArgumentException e) {
            throw new InputException(who + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new TrainingException(who + said(e), e);
        }
    }

    /** What an exception says; with its type where that is none of Pushforward's, whose messages need none. */
    private static String said(RuntimeException e) {
        return e.getClass().getName().startsWith("dev.pushforward.") ? e.getMessage() : e.toString();
    }

    /** What a training's checks gave, with a fresh one of what is drawn from. */
    private static CheckReport checked(Composition c, Checks checks, RandomStream random) {
        try {
            return CheckReport.of(checks, random);
        } catch (TrainingException e) {
            throw e.within("check of sampler '" + c.cell().sampler().name() + "' on target '" + c.cell().target().name() + "': ");
        }
    }

    private static Draws referenceSet(Composition c, ReferenceDraws sets, int n, int index) {
        return finite(sets.set(n, index), "target '" + c.cell().target().name() + "': " + sets.label() + ": ");
    }

    private static Draws finite(Draws draws, String who) {
        Tensor x = draws.points();
        if (!x.isFinite()) {
            for (int i = 0; i < x.size(0); i++) {
                if (!x.row(i).isFinite()) {
                    throw new DivergenceException(who + "the draw in row " + i + " is " + Arrays.toString(x.row(i).toDoubleArray()));
                }
            }
        }
        return draws;
    }

    /** One part, from wherever it stands to its end. */
    private final class PartRun {
        private final Part part;
        private final Composition c;
        private final RunSettings run;
        private final Optional<ReferenceDraws> reference;
        private final Map<List<Object>, List<List<Floor>>> floors;
        private final Checkpoints checkpoints;
        private History history = new History();
        private Course course = new Course();
        private long trainedNanos;

        PartRun(Part part, RunSettings run, Optional<ReferenceDraws> reference, Map<List<Object>, List<List<Floor>>> floors) {
            this.part = part;
            this.c = part.composition();
            this.run = run;
            this.reference = reference;
            this.floors = floors;
            this.checkpoints = part.checkpoints();
        }

        void run() throws IOException {
            try (Training training = start(part, run)) {
                train(training);
                finish(training);
            }
        }

        private void train(Training training) throws IOException {
            Optional<State> saved = checkpoints.newest();
            saved.ifPresent(state -> {
                training.restore(state.under("training"));
                history = History.of(state.under("history"));
                course = Course.of(state.under("course"));
                trainedNanos = state.counter("nanos");
            });
            if (training.iteration() >= training.iterations()) {
                if (saved.isEmpty()) {
                    save(training); // there is nothing to train, and whoever asks for more draws finds a checkpoint
                }
                return;
            }
            progress.training(part.name(), training.iteration(), training.iterations());
            long[] begun = {System.nanoTime() - trainedNanos};
            TrainingListener record = (t, info) -> {
                history.add(info);
                progress.stepped(t.iteration(), info);
                tellCheck(t);
                if (!c.metrics().isEmpty() && run.measureEvery() > 0 && t.iteration() % run.measureEvery() == 0) {
                    long paused = System.nanoTime();
                    measureInTraining(t);
                    begun[0] += System.nanoTime() - paused;
                }
                if (t.iteration() % run.checkpointEvery() == 0 && t.iteration() < t.iterations()) {
                    trainedNanos = System.nanoTime() - begun[0];
                    try {
                        save(t);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
            try {
                var end = TrainingLoop.run(training, stop::asked, List.of(record));
                trainedNanos = System.nanoTime() - begun[0];
                save(training);
                if (end == TrainingLoop.StopReason.STOPPED) {
                    throw new StoppedException("at iteration " + training.iteration() + " of " + training.iterations()
                            + (part.name().isEmpty() ? "" : " of " + part.name()));
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                progress.ended();
            }
        }

        /** Measures fresh draws, from randomness of their own: the training does not notice. */
        private void measureInTraining(Training training) {
            RandomStream random = Streams.course(run, part.replicate()).split(training.iteration());
            var measured = new LinkedHashMap<String, Double>();
            try (Scope scope = Scope.open()) {
                var draws = Map.of(Stage.DRAWN, draw(c, training.sampler(), run.draws(), random.split("draw")));
                Optional<Draws> set = reference.map(r -> referenceSet(c, r, run.draws(), part.replicate() - 1));
                for (Result result : measure(part, draws, reference, set, random.split("measure"), List.of())) {
                    String name = result.measurement().name();
                    measured.put(measured.containsKey(name) ? name + " [" + result.index() + "]" : name, result.measurement().value());
                }
            }
            course.add(training.iteration(), measured);
        }

        /** Tells of a check that was made after this iteration. */
        private void tellCheck(Training training) {
            List<Check> done = training.checks().map(Checks::done).orElse(List.of());
            if (!done.isEmpty() && done.getLast().iteration() == training.iteration()) {
                Check last = done.getLast();
                progress.phase(part.name(), String.format(Locale.ROOT, "iteration %d: Fisher divergence at least %.4g, standard error %.2g",
                        last.iteration(), last.divergence(), last.standardError()));
            }
        }

        private void save(Training training) throws IOException {
            State state = State.empty()
                    .with("nanos", trainedNanos)
                    .nested("training", training.state())
                    .nested("history", history.state())
                    .nested("course", course.state());
            checkpoints.save(training.iteration(), state);
        }

        private void finish(Training training) throws IOException {
            var draws = new EnumMap<Stage, Draws>(Stage.class);
            progress.phase(part.name(), "drawing " + run.draws());
            RandomStream random = Streams.afterTraining(run, part.replicate());
            long start = System.nanoTime();
            draws.put(Stage.DRAWN, draw(c, training.sampler(), run.draws(), random.split("draw")));
            double drawing = since(start);
            OptionalDouble acceptance = OptionalDouble.empty();
            double stepSize = Double.NaN;
            long densities = 0;
            long scores = 0;
            start = System.nanoTime();
            if (c.corrector().isPresent()) {
                stop.check("before correcting");
                progress.phase(part.name(), "correcting");
                Correction moved = correct(c, c.corrector().get(), draws.get(Stage.DRAWN), random.split("correct"));
                draws.put(Stage.CORRECTED, moved.draws());
                acceptance = moved.acceptanceRate();
                stepSize = moved.stepSize();
                densities = moved.densityEvaluations();
                scores = moved.scoreEvaluations();
            }
            double correcting = since(start);
            stop.check("before measuring");
            progress.phase(part.name(), "measuring");
            start = System.nanoTime();
            Optional<Draws> set = reference.map(r -> referenceSet(c, r, run.draws(), part.replicate() - 1));
            var results = new ArrayList<>(measure(part, draws, reference, set, random.split("measure"), floorsOnce()));
            if (training.checks().isPresent()) {
                CheckReport checks = checked(c, training.checks().get(), random.split("check"));
                part.writeChecks(checks);
                results.addAll(Result.of(checks, c.cell(), part.replicate()));
            }
            part.writeDraws(draws, set);
            long numbers = training.state().tensors().values().stream().mapToLong(Tensor::length).sum();
            part.writeCosts(new Costs(
                    training.iteration(), numbers, trainedNanos * 1e-9, drawing, correcting, since(start), acceptance, stepSize, densities, scores));
            part.writeResults(results);
        }

        /** Cells with the same target and metrics share their floors. */
        private List<List<Floor>> floorsOnce() {
            return floors.computeIfAbsent(
                    List.of(c.cell().target().toMap(), c.cell().metrics().stream().map(m -> m.toMap()).toList()),
                    key -> floors(c, reference, run, run.draws()));
        }

        private static double since(long start) {
            return (System.nanoTime() - start) * 1e-9;
        }
    }

    /** A metric whose failures name it. */
    private record NamedMetric(Metric metric, String who) implements Metric {
        @Override
        public Set<Need> needs() {
            return metric.needs();
        }

        @Override
        public int fewestDraws() {
            return metric.fewestDraws();
        }

        @Override
        public List<Measurement> measure(Draws draws, Target target, Draws reference, RandomStream random) {
            try {
                return metric.measure(draws, target, reference, random);
            } catch (TrainingException e) {
                throw e.within(who);
            } catch (IllegalArgumentException e) { // of what it was given, e.g. too few draws
                throw new InputException(who + e.getMessage(), e);
            } catch (RuntimeException e) {
                throw new TrainingException(who + said(e), e);
            }
        }
    }

    /** A training whose failures name the sampler and the target. */
    private record NamedTraining(Training training, String who) implements Training {
        @Override
        public StepInfo step() {
            long iteration = training.iteration();
            try {
                return training.step();
            } catch (TrainingException e) {
                throw e.within(who);
            } catch (RuntimeException e) {
                throw new TrainingException(who + "iteration " + iteration + ": " + said(e), e);
            }
        }

        @Override
        public long iteration() {
            return training.iteration();
        }

        @Override
        public long iterations() {
            return training.iterations();
        }

        @Override
        public TrainedSampler sampler() {
            return training.sampler();
        }

        @Override
        public Optional<Checks> checks() {
            return training.checks();
        }

        @Override
        public State state() {
            return training.state();
        }

        @Override
        public void restore(State state) {
            training.restore(state);
        }

        @Override
        public void close() {
            training.close();
        }
    }
}
