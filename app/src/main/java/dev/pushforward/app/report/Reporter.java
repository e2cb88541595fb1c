package dev.pushforward.app.report;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.app.run.Checkpoint;
import dev.pushforward.app.run.Costs;
import dev.pushforward.app.run.Course;
import dev.pushforward.app.run.History;
import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.Result;
import dev.pushforward.app.run.RunFolder;
import dev.pushforward.app.run.SelfCheckReport;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes {@code report.html}, one page that needs nothing else, its pictures to {@code plots/}, and its table to
 * {@code measurements.csv}.
 */
public final class Reporter {
    private static final int TABLE_OF_COSTS = 200;

    private static final String CHECKS =
            ": the held-out estimates, with a band of two standard errors; the large point with a bar is the fresh"
                    + " estimate of what is drawn from, on a line where that was selected. Its axis fits the second"
                    + " half.";

    private static final RandomStream RESAMPLING = RandomStream.of(0);

    private final ComponentRegistry registry;

    /** A reporter that takes citations from these components. */
    public Reporter(ComponentRegistry registry) {
        this.registry = registry;
    }

    /**
     * Writes the report of what is done of a run.
     *
     * @return the page
     */
    public Path write(Experiment experiment, RunFolder folder, List<Part> parts) throws IOException {
        List<Part> done = parts.stream().filter(Part::done).toList();
        List<Result> results = folder.gather(parts);
        var page = new StringBuilder(1 << 20);
        page.append(Html.begin(experiment.title(), lead(experiment, parts.size(), done.size())));
        if (!results.isEmpty()) {
            page.append("<h2>Measurements</h2>\n")
                    .append(ResultTable.of(experiment, results).html());
            ResultTable.notes(experiment, results).forEach(note -> page.append(Html.note(note)));
            SelfCheckNotes.of(parts).forEach(note -> page.append(Html.note(note)));
            CorrectionNotes.of(parts).forEach(note -> page.append(Html.note(note)));
            ResultCsv.write(folder.measurementsFile(), experiment, results);
        }
        if (!done.isEmpty()) {
            page.append("<h2>Pictures</h2>\n").append(firstOf(experiment.run().replicates()));
            if (results.stream().anyMatch(r -> r.metric().equals(Result.WORTH))) {
                page.append(Html.note("Weighted draws are shown as equally weighted ones, by systematic resampling."));
            }
        }
        var courses = new LinkedHashMap<Cell, Course>();
        for (Part part : done) {
            if (part.replicate() == 1) {
                Checkpoint recorded = part.recorded();
                pictures(page, experiment, folder, part, recorded.history());
                courses.put(part.composition().cell(), recorded.course());
            }
        }
        for (Part part : done) {
            part.recorded()
                    .fewPoints()
                    .ifPresent(few ->
                            page.append(Html.note((part.name().isEmpty() ? "" : part.name() + ": ") + few.message())));
        }
        courses(page, folder, courses, experiment.run().replicates());
        page.append("<h2>Costs</h2>\n").append(costs(done).html());
        evaluations(page, done.subList(0, Math.min(TABLE_OF_COSTS, done.size())));
        page.append("<h2>Sources</h2>\n");
        sources(experiment).forEach(s -> page.append(Html.note(s)));
        page.append("<h2>Settings</h2>\n"
                        + "<p class=\"note\">Every default is written out, so this is a complete experiment"
                        + " file.</p>\n"
                        + "<pre>")
                .append(Html.escape(experiment.render()))
                .append("</pre>\n<h2>Provenance</h2>\n")
                .append(folder.provenance().map(Reporter::provenance).orElseGet(() -> Html.note("It cannot be read.")))
                .append(Html.END);
        Path file = folder.output().toWrite("report.html");
        AtomicFile.write(file, page.toString());
        return file;
    }

    private static String lead(Experiment experiment, int parts, int done) {
        String what = experiment.cells().size() == 1
                ? experiment.cells().getFirst().sampler().name() + " on "
                        + experiment.cells().getFirst().target().name()
                : experiment.cells().size() + " cells";
        String times = experiment.run().replicates() == 1
                ? ""
                : ", " + experiment.run().replicates() + " replicates";
        return what + times + ", " + Numbers.count(experiment.run().draws()) + " draws, seed "
                + experiment.run().seed() + (done < parts ? "; " + done + " of " + parts + " trainings are done" : "");
    }

    private static String firstOf(int replicates) {
        return replicates == 1 ? "" : Html.note("Of " + replicates + " replicates, the first is shown.");
    }

    private static void pictures(
            StringBuilder page, Experiment experiment, RunFolder folder, Part part, History history)
            throws IOException {
        Cell cell = part.composition().cell();
        if (!cell.name().isEmpty()) {
            page.append("<h3>").append(Html.escape(cell.name())).append("</h3>\n");
        }
        String reference = part.results().stream()
                .map(Result::reference)
                .filter(r -> !r.isEmpty())
                .findFirst()
                .orElse("reference");
        Map<String, PlanePicture.Painted> sets = sets(part, reference);
        String prefix = cell.name().isEmpty() ? "" : cell.name().replace('/', '-') + "-";
        int d = part.composition().target().dimension();
        if (d > 1) {
            List<Integer> pair = experiment.run().plotCoordinates();
            Optional<DensityTarget> density =
                    part.composition().target() instanceof DensityTarget t ? Optional.of(t) : Optional.empty();
            byte[] plane = PlanePicture.draw(sets, density, pair.getFirst() - 1, pair.getLast() - 1);
            String bands = d == 2 && density.isPresent()
                    ? " Bands end where the log density is " + String.join(", ", PlanePicture.bandsText())
                            + " nats below its top."
                    : "";
            picture(
                    page,
                    folder,
                    prefix + "plane",
                    plane,
                    "Draws in the plane",
                    "Draws in two coordinates, to one scale unless one extent is more than three times the other."
                            + bands);
        }
        List<Integer> marginals = experiment.run().plotMarginals(d);
        picture(
                page,
                folder,
                prefix + "marginals",
                MarginalPicture.draw(sets, marginals, reference),
                "Marginal histograms",
                "Histograms of single coordinates" + shown(marginals, d)
                        + (part.reference().isPresent() ? "; filled: " + reference : "") + ".");
        if (!history.curves().isEmpty()) {
            picture(
                    page,
                    folder,
                    prefix + "training",
                    LossPicture.draw(history, part.checks()),
                    "Training curves",
                    "Values that the training steps reported. Pale: every "
                            + (history.stride() == 1
                                    ? "iteration"
                                    : "point (a mean over " + history.stride() + " iterations)")
                            + ". Dark: a running mean. The axes leave out the outermost hundredth."
                            + part.checks().map(Reporter::ofChecks).orElse(""));
        }
    }

    private static String ofChecks(SelfCheckReport report) {
        return report.fresh().measured().stream()
                .map(Measurement::name)
                .collect(Collectors.joining(", ", " Chart ", CHECKS));
    }

    /** Which of d coordinates are shown, where not all are. */
    private static String shown(List<Integer> coordinates, int d) {
        return coordinates.size() == d
                ? ""
                : coordinates.stream().map(c -> "x" + c).collect(Collectors.joining(", ", ": ", "")) + " of "
                        + Numbers.count(d) + " (run.plot-marginals chooses others)";
    }

    /** A picture for each target that trainings were measured on as they went; their first replicates. */
    private static void courses(StringBuilder page, RunFolder folder, Map<Cell, Course> measured, int replicates)
            throws IOException {
        var byTarget = new LinkedHashMap<Object, Map<String, Course>>();
        measured.forEach((cell, course) -> {
            if (!course.values().isEmpty()) {
                String name = cell.name().isEmpty() ? cell.sampler().name() : cell.name();
                byTarget.computeIfAbsent(cell.target().toMap(), t -> new LinkedHashMap<>())
                        .put(name, course);
            }
        });
        int i = 0;
        for (Map<String, Course> courses : byTarget.values()) {
            i++;
            page.append(i == 1 ? "<h2>During training</h2>\n" + firstOf(replicates) : "");
            picture(
                    page,
                    folder,
                    "course" + (byTarget.size() == 1 ? "" : "-" + i),
                    CoursePicture.draw(courses),
                    "Measurements in the course of training",
                    "Measurements of fresh draws during training, before correction. The axis is logarithmic where"
                            + " values differ in size; otherwise it leaves out the outermost fiftieth.");
        }
    }

    private static Map<String, PlanePicture.Painted> sets(Part part, String reference) throws IOException {
        var sets = new LinkedHashMap<String, PlanePicture.Painted>();
        Map<Stage, Draws> draws = part.draws();
        draws.replaceAll((stage, x) -> x.logWeights().isEmpty() ? x : x.resampled(x.count(), RESAMPLING));
        sets.put("as drawn", new PlanePicture.Painted(draws.get(Stage.DRAWN), Canvas.DRAWN));
        if (draws.containsKey(Stage.CORRECTED)) {
            String corrector = part.composition()
                    .cell()
                    .corrector()
                    .map(ComponentSpec::name)
                    .orElse("correction");
            sets.put("after " + corrector, new PlanePicture.Painted(draws.get(Stage.CORRECTED), Canvas.CORRECTED));
        }
        part.reference().ifPresent(r -> sets.put(reference, new PlanePicture.Painted(r, Canvas.EXACT)));
        return sets;
    }

    private static void picture(
            StringBuilder page, RunFolder folder, String name, byte[] png, String alt, String caption)
            throws IOException {
        AtomicFile.write(folder.output().under("plots").toWrite(name + ".png"), out -> out.write(png));
        page.append(Html.figure(png, alt, caption));
    }

    private static void evaluations(StringBuilder page, List<Part> parts) throws IOException {
        Table table = EvaluationTable.of(parts);
        if (!table.rows().isEmpty()) {
            page.append("<h3>Evaluations of the target</h3>\n").append(table.html());
            EvaluationTable.NOTES.forEach(note -> page.append(Html.note(note)));
        }
    }

    private static Table costs(List<Part> parts) throws IOException {
        var rows = new ArrayList<List<String>>();
        for (Part part : parts.subList(0, Math.min(TABLE_OF_COSTS, parts.size()))) {
            Costs c = part.costs();
            boolean corrected = part.composition().corrector().isPresent();
            rows.add(List.of(
                    part.name(),
                    Numbers.count(c.iterations()),
                    c.parameters().isPresent() ? Numbers.count(c.parameters().getAsLong()) : "",
                    Numbers.seconds(c.trainSeconds()),
                    Numbers.seconds(c.drawSeconds()),
                    corrected ? Numbers.seconds(c.correctSeconds()) : "",
                    Numbers.seconds(c.measureSeconds()),
                    c.acceptanceRate().isPresent()
                            ? Numbers.text(c.acceptanceRate().getAsDouble())
                            : corrected ? "always" : "",
                    corrected ? Numbers.text(c.stepSize()) : ""));
        }
        return new Table(
                List.of(
                        "part",
                        "iterations",
                        "parameters",
                        "training",
                        "drawing",
                        "correcting",
                        "measuring",
                        "acceptance",
                        "step size"),
                rows);
    }

    private Set<String> sources(Experiment experiment) {
        var out = new LinkedHashSet<String>();
        for (Cell cell : experiment.cells()) {
            addSources(cell.target().kind(), cell.target().toMap(), out);
            addSources(cell.sampler().kind(), cell.sampler().toMap(), out);
            cell.corrector().ifPresent(c -> addSources(c.kind(), c.toMap(), out));
            cell.metrics().forEach(m -> addSources(m.kind(), m.toMap(), out));
        }
        return out;
    }

    /** A component's source, then those of the components among its settings. */
    private void addSources(ComponentKind kind, Map<?, ?> plain, Set<String> out) {
        registry.find(kind, String.valueOf(plain.get("name"))).ifPresent(d -> {
            out.add(source(d));
            for (Setting<?> setting : d.settings()) {
                if (setting.component().isPresent() && plain.get(setting.name()) instanceof Map<?, ?> nested) {
                    addSources(setting.component().get(), nested, out);
                }
            }
        });
    }

    private static String source(ComponentDescriptor d) {
        return d.kind().key() + " " + d.name() + ": " + d.summary()
                + (d.citation().isEmpty() ? "" : " " + d.citation() + ".");
    }

    private static String provenance(Map<String, Object> provenance) {
        var rows = new ArrayList<List<String>>();
        provenance.forEach((key, value) -> {
            if (!(value instanceof Map)) {
                rows.add(List.of(key, String.valueOf(value)));
            }
        });
        if (provenance.get("plugins") instanceof Map<?, ?> plugins) {
            plugins.forEach((jar, sum) -> rows.add(List.of("plugin " + jar, "SHA-256 " + sum)));
        }
        if (provenance.get("data") instanceof Map<?, ?> files) {
            files.forEach((file, sum) -> rows.add(List.of("data " + file, "SHA-256 " + sum)));
        }
        var page = new StringBuilder(new Table(List.of("what", "value"), rows).html());
        if (provenance.get("modules") instanceof Map<?, ?> modules) {
            page.append("<details><summary>").append(modules.size()).append(" modules</summary><pre>");
            modules.forEach((name, version) ->
                    page.append(Html.escape(name + " " + version)).append('\n'));
            page.append("</pre></details>\n");
        }
        return page.toString();
    }
}
