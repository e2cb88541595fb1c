package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.core.Draws;
import dev.pushforward.core.State;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.Tensor;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training of a run, in a folder of its own: {@code checkpoints/}, {@code sampler.npz}, {@code draws.npz},
 * {@code costs.json},
 * {@code checks.json} of a training that checks itself, and {@code metrics.jsonl}, which is written last. It is done
 * when its measurements, its draws and its costs are there.
 *
 * @param composition what is trained and measured
 * @param replicate which training of it, from 1
 * @param name path below the run's folder; empty where the run is one training
 * @param folder where it is kept
 * @param checkpoints its checkpoints
 */
public record Part(Composition composition, int replicate, String name, OutputFolder folder, Checkpoints checkpoints) {
    private static final Logger LOG = LoggerFactory.getLogger(Part.class);
    private static final String DRAWS = "draws.npz";
    private static final String METRICS = "metrics.jsonl";
    private static final String COSTS = "costs.json";
    private static final String CHECKS = "checks.json";
    private static final String REFERENCE = "reference";
    private static final String WEIGHTS = "_log_weights";

    /** Whether it is done. */
    public boolean done() {
        return Files.exists(metrics()) && Files.exists(drawsFile()) && Files.exists(costsFile());
    }

    private Path drawsFile() {
        return folder.file(DRAWS);
    }

    private Path metrics() {
        return folder.file(METRICS);
    }

    /** Writes the draws of each stage and the reference draws. */
    void writeDraws(Map<Stage, Draws> draws, Optional<Draws> reference) throws IOException {
        var arrays = new LinkedHashMap<String, Tensor>();
        draws.forEach((stage, drawn) -> {
            arrays.put(stage.key(), drawn.points());
            drawn.logWeights().ifPresent(weights -> arrays.put(stage.key() + WEIGHTS, weights));
        });
        reference.ifPresent(set -> arrays.put(REFERENCE, set.points()));
        StateFile.write(folder.toWrite(DRAWS), new State(arrays, Map.of()));
    }

    /** The draws by stage. */
    public Map<Stage, Draws> draws() throws IOException {
        State saved = savedDraws();
        var out = new EnumMap<Stage, Draws>(Stage.class);
        for (Stage stage : Stage.values()) {
            Tensor points = saved.tensors().get(stage.key());
            if (points != null) {
                out.put(
                        stage,
                        new Draws(points, Optional.ofNullable(saved.tensors().get(stage.key() + WEIGHTS))));
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
            State saved = StateFile.read(drawsFile());
            checkDraws(saved);
            return saved;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() + ". Delete it and run the same command again, or `pushforward resume`:"
                            + " the checkpoint gives the same draws again",
                    e);
        }
    }

    /** There is a set as drawn, and all sets are points of the target's space. */
    private void checkDraws(State saved) throws IOException {
        if (!saved.tensors().containsKey(Stage.DRAWN.key())) {
            throw new IOException(drawsFile() + " is damaged: it holds no draws");
        }
        int d = composition.target().dimension();
        for (var set : saved.tensors().entrySet()) {
            Tensor x = set.getValue();
            boolean weights = set.getKey().endsWith(WEIGHTS);
            if (weights) {
                Tensor of = saved.tensors()
                        .get(set.getKey().substring(0, set.getKey().length() - WEIGHTS.length()));
                if (of == null || x.rank() != 1 || x.size(0) != of.size(0)) {
                    throw new IOException(drawsFile() + " is damaged: '" + set.getKey() + "' has the shape "
                            + x.shapeText() + " and must have a number for each draw");
                }
            } else if (x.rank() != 2 || x.size(1) != d) {
                throw new IOException(drawsFile() + " is damaged: '" + set.getKey() + "' has the shape " + x.shapeText()
                        + " and must have [n, " + d + "]");
            }
        }
    }

    /** Its trained sampler, apart from the training. */
    public SamplerFile samplerFile() {
        return new SamplerFile(folder, checkpoints.origin());
    }

    void writeCosts(Costs costs) throws IOException {
        Json.write(folder.toWrite(COSTS), costs.toMap());
    }

    /** What it cost. */
    public Costs costs() throws IOException {
        return measured(costsFile(), () -> Costs.of(Json.read(costsFile())));
    }

    private Path costsFile() {
        return folder.file(COSTS);
    }

    void writeChecks(SelfCheckReport checks) throws IOException {
        Json.write(folder.toWrite(CHECKS), checks.toMap());
    }

    /** What its checks of itself gave; empty where there were none. */
    public Optional<SelfCheckReport> checks() throws IOException {
        return Files.exists(checksFile())
                ? Optional.of(measured(checksFile(), () -> SelfCheckReport.of(Json.read(checksFile()))))
                : Optional.empty();
    }

    private Path checksFile() {
        return folder.file(CHECKS);
    }

    void writeResults(List<Result> results) throws IOException {
        Json.writeLines(
                folder.toWrite(METRICS), results.stream().map(Result::toMap).toList());
    }

    /** What was measured. */
    public List<Result> results() throws IOException {
        return measured(metrics(), () -> {
            List<Result> results =
                    Json.readLines(metrics()).stream().map(Result::of).toList();
            if (results.isEmpty() && !composition.metrics().isEmpty()) {
                throw new IOException(metrics() + " is damaged: it holds no measurement");
            }
            return results;
        });
    }

    /** What was written after the training: it can be had again. */
    private <T> T measured(Path file, Callable<T> reading) throws IOException {
        try {
            return reading.call();
        } catch (NoSuchFileException e) {
            throw e;
        } catch (Exception e) { // also of JSON that is whole and holds something else
            String what = e instanceof IOException
                    ? e.getMessage()
                    : file + " is damaged: it does not hold what Pushforward writes there";
            throw new IOException(
                    what + ". Delete " + metrics()
                            + " and run the same command again, or `pushforward resume`:"
                            + " the checkpoint gives the same numbers again",
                    e);
        }
    }

    /** What its newest checkpoint recorded; nothing, and a warning, where none can be used: curves are not needed. */
    public Checkpoint recorded() {
        try {
            return checkpoints.newest().orElseGet(Checkpoint::none);
        } catch (IOException | InputException e) {
            LOG.warn("No training curves{}: {}", name.isEmpty() ? "" : " of " + name, e.getMessage());
            return Checkpoint.none();
        }
    }
}
