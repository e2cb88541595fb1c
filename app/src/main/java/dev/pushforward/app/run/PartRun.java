package dev.pushforward.app.run;

import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.TrainingListener;
import dev.pushforward.core.train.TrainingLoop;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One part, from wherever it stands to its end. */
final class PartRun {
    private static final Logger LOG = LoggerFactory.getLogger(PartRun.class);

    private final Part part;
    private final Composition c;
    private final RunSettings run;
    private final Optional<ReferenceDraws> reference;
    private final Measures measures;
    private final Progress progress;
    private final StopSignal stop;
    private final Stages stages;
    private final Checkpoints checkpoints;
    private final StageEvaluations evaluations = new StageEvaluations();
    private History history = new History();
    private Course course = new Course();
    private Optional<FewPoints> fewPoints = Optional.empty();
    private long trainedNanos;

    /** Tells {@code progress}, heeds {@code stop}, and measures against {@code reference}. */
    PartRun(
            Part part,
            RunSettings run,
            Optional<ReferenceDraws> reference,
            Measures measures,
            Progress progress,
            StopSignal stop) {
        this.part = part;
        this.c = part.composition().counted(evaluations.counter());
        this.run = run;
        this.reference = reference;
        this.measures = measures;
        this.progress = progress;
        this.stop = stop;
        this.stages = new Stages(progress, stop);
        this.checkpoints = part.checkpoints();
    }

    /** @throws StoppedException if it was asked to stop; what is needed to go on is on the disk */
    void run() throws IOException {
        try (Training training = stages.run(
                part.name(), "beginning the training", () -> c.start(Streams.training(run, part.replicate())))) {
            train(training);
            finish(training);
        }
    }

    private void train(Training training) throws IOException {
        Optional<Checkpoint> saved = checkpoints.restore(training);
        saved.ifPresent(checkpoint -> {
            history = checkpoint.history();
            course = checkpoint.course();
            evaluations.restore(checkpoint.evaluations());
            fewPoints = checkpoint.fewPoints();
            trainedNanos = checkpoint.nanos();
        });
        measureWhereDue(training); // it was stopped within that measurement
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
            tellFewPoints(t.iteration(), info);
            long paused = System.nanoTime();
            measureWhereDue(t);
            begun[0] += System.nanoTime() - paused;
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
                throw stopped(training);
            }
        } catch (StoppedException e) {
            if (due(training)) { // within a measurement, after a whole number of steps
                trainedNanos = System.nanoTime() - begun[0];
                save(training);
                throw stopped(training);
            }
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            progress.ended();
        }
    }

    private StoppedException stopped(Training training) {
        return new StoppedException("at iteration " + training.iteration() + " of " + training.iterations()
                + (part.name().isEmpty() ? "" : " of " + part.name()));
    }

    /** Whether the draws of this iteration are to be measured and are not yet. */
    private boolean due(Training training) {
        long t = training.iteration();
        return !c.metrics().isEmpty()
                && run.measureEvery() > 0
                && t > 0
                && t % run.measureEvery() == 0
                && !course.has(t);
    }

    private void measureWhereDue(Training training) {
        if (due(training)) {
            measureInTraining(training);
        }
    }

    /** Measures fresh draws, from randomness of their own: the training does not notice. */
    private void measureInTraining(Training training) {
        evaluations.book(CostStage.TRAINING);
        try {
            course.add(training.iteration(), measured(training));
            evaluations.book(CostStage.MEASURING);
        } finally {
            evaluations.forget(); // of a measurement that was stopped, and will be made again
        }
    }

    private Map<String, Double> measured(Training training) {
        RandomStream random = Streams.course(run, part.replicate()).split(training.iteration());
        var measured = new LinkedHashMap<String, Double>();
        try (Scope scope = Scope.open()) {
            Draws drawn = stages.untold()
                    .run(part.name(), "drawing", () -> c.draw(training.sampler(), run.draws(), random.split("draw")));
            var draws = Map.of(Stage.DRAWN, drawn);
            Optional<Draws> set = reference.map(r -> c.reference(r, run.draws(), part.replicate() - 1));
            for (Result result : measures.of(
                    part,
                    c,
                    training.sampler(),
                    draws,
                    reference,
                    set,
                    random.split("measure"),
                    List.of(),
                    stages.untold())) {
                String name = result.measurement().name();
                measured.put(
                        measured.containsKey(name) ? name + " [" + result.index() + "]" : name,
                        result.measurement().value());
            }
        }
        return measured;
    }

    /** Tells of a check that was made after this iteration. */
    private void tellCheck(Training training) {
        List<SelfCheck> done = training.checks().map(SelfChecks::done).orElse(List.of());
        if (!done.isEmpty() && done.getLast().iteration() == training.iteration()) {
            SelfCheck last = done.getLast();
            progress.phase(
                    part.name(),
                    "iteration " + last.iteration() + ": "
                            + last.measured().stream().map(PartRun::told).collect(Collectors.joining("; ")));
        }
    }

    private static String told(Measurement m) {
        String is =
                switch (m.bound()) {
                    case NONE -> "";
                    case LOWER_BOUND -> "at least ";
                    case UPPER_BOUND -> "at most ";
                };
        String value = String.format(Locale.ROOT, "%s %s%.4g", m.name(), is, m.value());
        return m.standardError().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%s, standard error %.2g",
                        value,
                        m.standardError().getAsDouble())
                : value;
    }

    /** Warns once in a training. */
    private void tellFewPoints(long iteration, StepInfo info) {
        if (fewPoints.isEmpty()) {
            fewPoints = FewPoints.in(info, iteration);
            fewPoints.ifPresent(few -> LOG.warn(
                    "Sampler '{}' on target '{}': {}",
                    c.cell().sampler().name(),
                    c.cell().target().name(),
                    few.message()));
        }
    }

    private void save(Training training) throws IOException {
        State trained = training.state();
        evaluations.book(CostStage.TRAINING); // the state may be the first to need some
        checkpoints.save(
                training.iteration(),
                new Checkpoint(trained, history, course, evaluations.state(), fewPoints, trainedNanos));
    }

    /** What is drawn from, where it can be stored apart from its training. */
    private void writeSampler(Training training) throws IOException {
        Optional<State> saved = c.saved(training.sampler());
        if (saved.isPresent()) {
            OptionalLong selected = training.checks().flatMap(SelfChecks::selected).stream()
                    .mapToLong(SelfCheck::iteration)
                    .findFirst();
            part.samplerFile().write(new SamplerFile.Content(saved.get(), selected));
        }
    }

    private void finish(Training training) throws IOException {
        writeSampler(training);
        var draws = new EnumMap<Stage, Draws>(Stage.class);
        progress.phase(part.name(), "drawing " + run.draws());
        RandomStream random = Streams.afterTraining(run, part.replicate());
        long start = System.nanoTime();
        draws.put(
                Stage.DRAWN,
                stages.run(
                        part.name(), "drawing", () -> c.draw(training.sampler(), run.draws(), random.split("draw"))));
        evaluations.book(CostStage.DRAWING);
        double drawing = since(start);
        OptionalDouble acceptance = OptionalDouble.empty();
        double stepSize = Double.NaN;
        int stuck = 0;
        long undefined = 0;
        start = System.nanoTime();
        if (c.corrector().isPresent()) {
            progress.phase(part.name(), "correcting");
            Correction moved = stages.run(
                    part.name(), "correcting", () -> c.correct(draws.get(Stage.DRAWN), random.split("correct")));
            draws.put(Stage.CORRECTED, moved.draws());
            acceptance = moved.acceptanceRate();
            stepSize = moved.stepSize();
            stuck = moved.stuck();
            undefined = moved.undefined();
            evaluations.book(CostStage.CORRECTING);
        }
        double correcting = since(start);
        stop.check("before measuring");
        progress.phase(part.name(), "measuring");
        start = System.nanoTime();
        Optional<Draws> set = reference.map(r -> c.reference(r, run.draws(), part.replicate() - 1));
        Measures.Floors floors = measures.floors(part.composition(), reference, run.draws(), stages);
        evaluations.add(CostStage.FLOORS, floors.made());
        reference.flatMap(ReferenceDraws::made).ifPresent(made -> evaluations.add(CostStage.REFERENCES, made));
        var results = new ArrayList<>(measures.of(
                part, c, training.sampler(), draws, reference, set, random.split("measure"), floors.of(), stages));
        results.addAll(measures.support(part, c, draws, stages));
        results.addAll(measures.worth(part, c, draws));
        if (training.checks().isPresent()) {
            SelfCheckReport checks = stages.run(
                    part.name(), "checking", () -> c.check(training.checks().orElseThrow(), random.split("check")));
            part.writeChecks(checks);
            results.addAll(Result.of(checks, c.cell(), part.replicate()));
        }
        evaluations.book(CostStage.MEASURING);
        part.writeDraws(draws, set);
        long numbers = training.state().tensors().values().stream()
                .mapToLong(Tensor::length)
                .sum();
        part.writeCosts(new Costs(
                training.iteration(),
                c.parameters(training.sampler()),
                numbers,
                trainedNanos * 1e-9,
                drawing,
                correcting,
                since(start),
                acceptance,
                stepSize,
                stuck,
                undefined,
                evaluations.made()));
        part.writeResults(results);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
