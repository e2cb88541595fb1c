package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Draws;
import dev.pushforward.core.State;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One training of a run, in a folder of its own: {@code checkpoints/}, {@code draws.npz}, {@code costs.json}, {@code checks.json} of a training that checks itself, and {@code metrics.jsonl}, which is
 * written last. It is done when its measurements, its draws and its costs are there.
 *
 * @param composition what is trained and measured
 * @param replicate which training of it, from 1
 * @param name path below the run's folder; empty where the run is one training
 * @param folder where it is kept
 */
public record Part(Composition composition, int replicate, String name, Path folder) {
    private static final String REFERENCE = "reference";
    private static final String WEIGHTS = "_log_weights";

    /** Its checkpoints. */
    public Checkpoints checkpoints() {
        return new Checkpoints(folder.resolve("checkpoints"));
    }

    /** Whether it is done. */
    public boolean done() {
        return Files.exists(metrics()) && Files.exists(drawsFile()) && Files.exists(costsFile());
    }

    private Path drawsFile() {
        return folder.resolve("draws.npz");
    }

    private Path metrics() {
        return folder.resolve("metrics.jsonl");
    }

    /** Writes the draws of each stage and the reference draws. */
    void writeDraws(Map<Stage, Draws> draws, Optional<Draws> reference) throws IOException {
        Files.createDirectories(folder);
        var arrays = new LinkedHashMap<String, Tensor>();
        draws.forEach((stage, drawn) -> {
            arrays.put(stage.key(), drawn.points());
            drawn.weights().ifPresent(weights -> arrays.put(stage.key() + WEIGHTS, weights));
        });
        reference.ifPresent(set -> arrays.put(REFERENCE, set.points()));
        StateFile.write(drawsFile(), new State(arrays, Map.of()));
    }

    /** The draws by stage. */
    public Map<Stage, Draws> draws() throws IOException {
        State saved = savedDraws();
        var out = new EnumMap<Stage, Draws>(Stage.class);
        for (Stage stage : Stage.values()) {
            Tensor points = saved.tensors().get(stage.key());
            if (points != null) {
                out.put(stage, new Draws(points, Optional.ofNullable(saved.tensors().get(stage.key() + WEIGHTS))));
            }
        }
        return out;
    }

    /** The reference draws. */
    public Optional<Draws> reference() throws IOException {
        return Optional.ofNullable(savedDraws().tensors().get(REFERENCE)).map(Draws::of);
    }

    private State savedDraws() throws IOException {
        try {
            return StateFile.read(drawsFile());
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ". Delete it and run the same command again, or `pushforward resume`: it is drawn anew from the checkpoint, the same draws", e);
        }
    }

    void writeCosts(Costs costs) throws IOException {
        Json.write(costsFile(), costs.toMap());
    }

    /** What it cost. */
    public Costs costs() throws IOException {
        return measured(costsFile(), () -> Costs.of(Json.read(costsFile())));
    }

    private Path costsFile() {
        return folder.resolve("costs.json");
    }

    void writeChecks(CheckReport checks) throws IOException {
        Json.write(checksFile(), checks.toMap());
    }

    /** What its checks of itself gave; empty where there were none. */
    public Optional<CheckReport> checks() throws IOException {
        return Files.exists(checksFile()) ? Optional.of(measured(checksFile(), () -> CheckReport.of(Json.read(checksFile())))) : Optional.empty();
    }

    private Path checksFile() {
        return folder.resolve("checks.json");
    }

    void writeResults(List<Result> results) throws IOException {
        Json.writeLines(metrics(), results.stream().map(Result::toMap).toList());
    }

    /** What was measured. */
    public List<Result> results() throws IOException {
        return measured(metrics(), () -> Json.readLines(metrics()).stream().map(Result::of).toList());
    }

    /** What was written after the training: it can be had again. */
    private <T> T measured(Path file, Callable<T> reading) throws IOException {
        try {
            return reading.call();
        } catch (NoSuchFileException e) {
            throw e;
        } catch (Exception e) { // also of JSON that is whole and holds something else
            throw new IOException((e instanceof IOException ? e.getMessage() : file + " is damaged: " + e) + ". Delete " + metrics()
                    + " and run the same command again, or `pushforward resume`: it is measured anew from the checkpoint, the same numbers", e);
        }
    }

    /** What the training's steps reported. */
    public History history() throws IOException {
        return checkpoints().newest().map(state -> History.of(state.under("history"))).orElseGet(History::new);
    }

    /** That too few points weighed the target under noise, where it was so. */
    public Optional<FewPoints> fewPoints() throws IOException {
        return checkpoints().newest().flatMap(state -> FewPoints.of(state.under("few-points")));
    }

    /** What the metrics gave in the course of the training. */
    public Course course() throws IOException {
        return checkpoints().newest().map(state -> Course.of(state.under("course"))).orElseGet(Course::new);
    }
}
