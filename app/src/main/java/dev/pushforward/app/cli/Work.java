package dev.pushforward.app.cli;

import dev.pushforward.app.report.CorrectionNotes;
import dev.pushforward.app.report.ResultTable;
import dev.pushforward.app.report.SelfCheckNotes;
import dev.pushforward.app.run.Composition;
import dev.pushforward.app.run.CostStage;
import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.Result;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.app.run.StoppedException;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.EvaluationCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Doing what is left of a run, and telling what came out. */
final class Work {
    private Work() {}

    static int finish(Session.Opened run, StopSignal stop, PrintWriter out, PrintWriter err) throws IOException {
        boolean begun = run.parts().stream().anyMatch(p -> !p.done());
        try (FileChannel lock = run.folder().lock()) {
            if (!begun) {
                err.println("This run is already done: " + run.folder().path());
            }
            if (begun && run.parts().stream().anyMatch(p -> !(p.composition().target() instanceof DataTarget))) {
                run.experiment().run().tooFewChains().ifPresent(shortage -> err.println("WARN: " + shortage));
            }
            if (begun) {
                tooFewHeldOut(run).forEach(shortage -> err.println("WARN: " + shortage));
            }
            List<Result> results = run.workshop().runner().run(run.experiment(), run.folder(), run.parts());
            Path report = report(run, stop);
            print(run, results, out);
            if (!results.isEmpty()) {
                out.println("Measurements: " + run.folder().measurementsFile());
            }
            out.println("Report: " + report);
            return 0;
        } catch (StoppedException e) {
            run.folder().output().assertThere();
            throw new StoppedException(e.getMessage() + "; everything is saved. Continue with: pushforward resume "
                    + run.folder().path());
        }
    }

    /** What is wrong with the rows that data sets hold out, once for each. */
    private static Set<String> tooFewHeldOut(Session.Opened run) {
        var shortages = new LinkedHashSet<String>();
        for (Part part : run.parts()) {
            Composition c = part.composition();
            if (!c.metrics().isEmpty()) {
                c.heldOutRows()
                        .flatMap(rows -> run.experiment()
                                .run()
                                .tooFewHeldOut(c.cell().target().name(), rows.size(0)))
                        .ifPresent(shortages::add);
            }
        }
        return shortages;
    }

    private static Path report(Session.Opened run, StopSignal stop) throws IOException {
        stop.check("before its report");
        try {
            return run.workshop().reporter().write(run.experiment(), run.folder(), run.parts());
        } catch (IllegalStateException e) { // Java's graphics do not begin in a JVM that ends
            stop.check("at its report");
            throw e;
        }
    }

    static void print(Session.Opened run, List<Result> results, PrintWriter out) throws IOException {
        out.println(run.experiment().title());
        if (!results.isEmpty()) {
            out.print(ResultTable.of(run.experiment(), results).text());
            ResultTable.notes(run.experiment(), results).forEach(out::println);
            SelfCheckNotes.of(run.parts()).forEach(out::println);
            CorrectionNotes.of(run.parts()).forEach(out::println);
        }
        long done = run.parts().stream().filter(Part::done).count();
        double seconds = 0;
        EvaluationCounts made = EvaluationCounts.NONE;
        for (Part part : run.parts()) {
            if (part.done()) {
                seconds += part.costs().trainSeconds();
                made = made.plus(part.costs().evaluations().getOrDefault(CostStage.TRAINING, EvaluationCounts.NONE));
            }
        }
        if (done > 0) {
            String which = done < run.parts().size()
                    ? " in the " + done + " of " + run.parts().size() + " trainings that are done"
                    : "";
            String counted = made.equals(EvaluationCounts.NONE)
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", with %,d log densities and %,d scores of the target",
                            made.densities(),
                            made.scores());
            out.printf(Locale.ROOT, "Trained for %.1f s%s%s.%n", seconds, counted, which);
        }
    }
}
