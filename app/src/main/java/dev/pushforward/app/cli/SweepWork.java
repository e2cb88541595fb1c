package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.Sweep;
import dev.pushforward.app.report.SweepReporter;
import dev.pushforward.app.run.Progress;
import dev.pushforward.app.run.RunFolder;
import dev.pushforward.app.run.StoppedException;
import dev.pushforward.app.run.SweepFolder;
import dev.pushforward.app.run.SweepRun;
import dev.pushforward.app.run.SweepRun.State;
import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Carries out the runs of a sweep, some at once, each on threads of its own, and compares them. */
final class SweepWork {
    /** What a failed run means for those that have not begun. */
    enum OnError {
        /** They do not begin. */
        STOP,
        /** They are run all the same. */
        CONTINUE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Session session;
    private final Sweep sweep;
    private final List<SweepRun> members;
    private SweepFolder folder;
    private final OnError onError;
    private final Optional<Path> beside;
    private int next;

    /**
     * The runs of a sweep of an experiment. Nothing is begun or written unless all of them are in order.
     *
     * @throws SettingsException with everything that is wrong in any of them
     */
    SweepWork(Session session, Sweep sweep, ExperimentSource source, List<String> overrides, OnError onError) {
        this.session = session;
        this.sweep = sweep;
        this.onError = onError;
        this.beside = source.folder();
        this.members = checked(sweep.points().stream()
                .map(point -> planned(point, source, overrides))
                .toList());
        refuseTwins();
    }

    private Supplier<SweepRun> planned(Sweep.Point point, ExperimentSource source, List<String> overrides) {
        return () -> {
            Experiment experiment = session.read(
                    source,
                    Stream.concat(overrides.stream(), point.overrides().stream())
                            .toList());
            RunFolder folder = RunFolder.of(session.options.runs, experiment);
            var composer = session.workshop(
                            new Compute(experiment.run().precision(), Workers.common()),
                            session.progress(),
                            source.folder())
                    .composer();
            return new SweepRun(
                    point,
                    experiment,
                    folder,
                    folder.parts(experiment, composer.compose(experiment)),
                    State.WAITING,
                    "");
        };
    }

    /** All of them, or everything that is wrong with any. */
    private static List<SweepRun> checked(List<Supplier<SweepRun>> planned) {
        var problems = new LinkedHashSet<Problem>();
        var runs = new ArrayList<SweepRun>();
        for (Supplier<SweepRun> run : planned) {
            try {
                runs.add(run.get());
            } catch (SettingsException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(List.copyOf(problems));
        }
        return runs;
    }

    private void refuseTwins() {
        var seen = new HashMap<Path, SweepRun>();
        for (SweepRun run : members) {
            SweepRun twin = seen.put(run.folder().path(), run);
            if (twin != null) {
                throw new InputException("--sweep: " + twin.point().label() + " and "
                        + run.point().label()
                        + " are the same run: what differs between them does not change a result");
            }
        }
    }

    /** Does what is left to do; the exit code. */
    int finish(int jobs) throws IOException {
        folder = SweepFolder.create(session.options.runs, members);
        save();
        int asked = members.getFirst().experiment().run().threads(); // the same for all, as it changes no result
        int threads = asked > 0 ? asked : Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
        var slots = new ArrayList<Thread>();
        for (int i = 0; i < jobs; i++) {
            slots.add(Thread.ofPlatform().name("pushforward-job-" + (i + 1)).start(() -> work(Workers.of(threads))));
        }
        join(slots);
        save();
        var reporter = new SweepReporter(sweep, members);
        Path report = reporter.write(folder);
        PrintWriter out = session.out();
        out.print(reporter.states().text());
        out.println();
        out.print(reporter.comparison().text());
        reporter.notes().forEach(out::println);
        out.println("Report: " + report);
        if (session.stop().asked()) {
            throw new StoppedException("with " + count(State.DONE) + " of " + members.size()
                    + " runs done; everything is saved. The same command continues");
        }
        if (count(State.FAILED) > 0) {
            session.err()
                    .println("pushforward: " + count(State.FAILED) + " of " + members.size()
                            + " runs failed; the table above says why");
        }
        return count(State.DONE) == members.size() ? 0 : Failures.FAILURE;
    }

    /** What one slot does: a run after the other, until there is none. */
    private void work(Workers workers) {
        for (int i = take(); i >= 0; i = take()) {
            SweepRun member = members.get(i);
            try {
                run(member, workers);
                changed(i, State.DONE, "");
            } catch (StoppedException e) {
                changed(i, State.WAITING, "");
            } catch (Exception | Error e) { // one run must not take the others with it
                changed(i, State.FAILED, Failures.message(e));
            }
        }
    }

    private void run(SweepRun member, Workers workers) throws IOException {
        Progress progress = session.options.quiet
                ? Progress.none()
                : new ProgressInLines(session.err(), member.point().label());
        var workshop = session.workshop(new Compute(member.experiment().run().precision(), workers), progress, beside);
        Experiment experiment = member.experiment();
        // made again, to compute on this slot's threads
        var compositions = workshop.composer().compose(experiment);
        RunFolder run = RunFolder.create(session.options.runs, experiment, session.provenance(experiment, workshop));
        var parts = run.parts(experiment, compositions);
        try (FileChannel lock = run.lock()) {
            workshop.runner().run(experiment, run, parts);
            workshop.reporter().write(experiment, run, parts);
        }
    }

    /** The next run to begin; -1 where there is none, or none should begin. */
    private synchronized int take() {
        boolean ended =
                session.stop().asked() || onError == OnError.STOP && count(State.FAILED) > 0 || next == members.size();
        if (ended) {
            return -1;
        }
        members.set(next, members.get(next).in(State.RUNNING, ""));
        return next++;
    }

    private synchronized void changed(int i, State state, String message) {
        SweepRun member = members.get(i).in(state, message);
        members.set(i, member);
        if (!session.options.quiet) {
            session.err()
                    .println("[" + count(State.DONE) + " of " + members.size() + " done] "
                            + member.point().label() + ": "
                            + (state == State.DONE
                                    ? "done"
                                    : state == State.FAILED ? "failed: " + message : "stopped"));
        }
        try {
            save();
        } catch (IOException e) {
            session.err().println("WARN: " + Failures.message(e));
        }
    }

    private synchronized void save() throws IOException {
        folder.write(sweep, members);
    }

    private synchronized long count(State state) {
        return members.stream().filter(m -> m.state() == state).count();
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("while runs were at work");
            }
        }
    }
}
