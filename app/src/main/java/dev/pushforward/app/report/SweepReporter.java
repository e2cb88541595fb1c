package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Sweep;
import dev.pushforward.app.run.CostStage;
import dev.pushforward.app.run.Costs;
import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.Result;
import dev.pushforward.app.run.SweepFolder;
import dev.pushforward.app.run.SweepRun;
import dev.pushforward.core.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the runs of a sweep: a table of states, and on one page what each combination of settings gave. Runs that
 * differ in the seed alone are repetitions.
 */
public final class SweepReporter {
    private final Sweep sweep;
    private final List<SweepRun> members;

    /** Of these runs, as far as they are. */
    public SweepReporter(Sweep sweep, List<SweepRun> members) {
        this.sweep = sweep;
        this.members = List.copyOf(members);
    }

    /** Which run has come how far. */
    public Table states() {
        var header = new ArrayList<>(sweep.axes().stream().map(Sweep.Axis::key).toList());
        header.addAll(List.of("state", "trainings", "folder", "why"));
        return new Table(header, members.stream().map(SweepReporter::state).toList());
    }

    private static List<String> state(SweepRun member) {
        var row = new ArrayList<>(member.point().values());
        row.add(member.state().name().toLowerCase(Locale.ROOT));
        row.add(done(List.of(member)).size() + " of " + member.parts().size());
        row.add(member.folder().path().getFileName().toString());
        row.add(member.message());
        return row;
    }

    /**
     * What the combinations gave: mean and standard deviation over seeds and replicates, floors, and what a training
     * cost on average.
     */
    public Table comparison() throws IOException {
        var header = new ArrayList<>(labels());
        header.addAll(ResultTable.HEADER);
        header.addAll(List.of(
                "trainings", "training", "log densities / scores, training", "log densities / scores, correcting"));
        var rows = new ArrayList<List<String>>();
        Footnotes footnotes = footnotes();
        for (var group : groups().entrySet()) {
            List<SweepRun> runs = group.getValue();
            List<Result> results = results(runs);
            List<Costs> costs = costs(runs);
            for (List<String> line : ResultTable.lines(runs.getFirst().experiment(), results, footnotes)) {
                var row = new ArrayList<>(group.getKey());
                row.addAll(line);
                row.add(Integer.toString(costs.size()));
                row.add(Numbers.seconds(Stats.meanOf(
                        costs.stream().mapToDouble(Costs::trainSeconds).toArray())));
                row.add(EvaluationTable.mean(costs, CostStage.TRAINING));
                row.add(EvaluationTable.mean(costs, CostStage.CORRECTING));
                rows.add(row);
            }
        }
        return new Table(header, rows);
    }

    /** What stands under the comparison. */
    public List<String> notes() throws IOException {
        var notes = new ArrayList<>(
                ResultTable.notes(members.getFirst().experiment().comparison(), results(members), footnotes()));
        if (groups().values().stream().anyMatch(runs -> runs.size() > 1)) {
            notes.add("Runs that differ only in the seed share a line: values and floors are over all of their"
                    + " replicates and pairs.");
        }
        return notes;
    }

    private Footnotes footnotes() {
        return new Footnotes(members.stream().map(SweepRun::experiment).toList());
    }

    /**
     * Writes the page.
     *
     * @return the page
     */
    public Path write(SweepFolder folder) throws IOException {
        List<Result> all = results(members);
        long done =
                members.stream().filter(m -> m.state() == SweepRun.State.DONE).count();
        var page = new StringBuilder(1 << 18);
        page.append(Html.begin(
                members.getFirst().experiment().title(), members.size() + " runs, " + done + " of them done"));
        if (!all.isEmpty()) {
            page.append("<h2>Comparison</h2>\n").append(comparison().html());
            notes().forEach(note -> page.append(Html.note(note)));
            byte[] picture = SweepPicture.draw(String.join(" ", labels()), pictured());
            AtomicFile.write(folder.output().under("plots").toWrite("comparison.png"), out -> out.write(picture));
            page.append(Html.figure(
                    picture,
                    "Measurements by settings",
                    "Mean and standard deviation over seeds and replicates, as drawn and after correction; the"
                            + " bands are each combination's own floor, mean and standard deviation."));
        }
        page.append("<h2>Runs</h2>\n").append(states().html()).append(Html.END);
        Path file = folder.output().toWrite("report.html");
        AtomicFile.write(file, page.toString());
        return file;
    }

    private Map<String, List<Result>> pictured() throws IOException {
        var out = new LinkedHashMap<String, List<Result>>();
        for (var group : groups().entrySet()) {
            out.put(String.join(" ", group.getKey()), results(group.getValue()));
        }
        return out;
    }

    private List<String> labels() {
        return sweep.comparedAxes().stream().map(i -> sweep.axes().get(i).key()).toList();
    }

    /** Runs that have something to show, by their values of all axes but the seed. */
    private Map<List<String>, List<SweepRun>> groups() {
        var groups = new LinkedHashMap<List<String>, List<SweepRun>>();
        for (SweepRun member : members) {
            if (!done(List.of(member)).isEmpty()) {
                List<String> values = sweep.comparedAxes().stream()
                        .map(member.point().values()::get)
                        .toList();
                groups.computeIfAbsent(values, key -> new ArrayList<>()).add(member);
            }
        }
        return groups;
    }

    private static List<Result> results(List<SweepRun> runs) throws IOException {
        var all = new ArrayList<Result>();
        for (Part part : done(runs)) {
            all.addAll(part.results());
        }
        return Result.shown(all);
    }

    private static List<Costs> costs(List<SweepRun> runs) throws IOException {
        var all = new ArrayList<Costs>();
        for (Part part : done(runs)) {
            all.add(part.costs());
        }
        return all;
    }

    private static List<Part> done(List<SweepRun> runs) {
        return runs.stream()
                .flatMap(run -> run.parts().stream())
                .filter(Part::done)
                .toList();
    }
}
