package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.store.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a run, {@code <experiment>-<hash>}: the same experiment with the same settings has the same folder, so that starting it again
 * goes on with it. Holds {@code experiment.conf} with every default written out, {@code provenance.json}, {@code metrics.jsonl},
 * {@code measurements.csv}, {@code report.html}, {@code plots/}, and its parts.
 */
public final class RunFolder {
    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Where the folder of an experiment is, or will be, below a folder of runs. */
    public static RunFolder of(Path runs, Experiment experiment) {
        return new RunFolder(runs.resolve(experiment.name() + "-" + experiment.hash()));
    }

    /** Makes, or finds, the folder of an experiment below a folder of runs, and writes the experiment and its provenance into it. */
    public static RunFolder create(Path runs, Experiment experiment, Map<String, Object> provenance) throws IOException {
        RunFolder folder = of(runs, experiment);
        Files.createDirectories(folder.path);
        AtomicFile.write(folder.experimentFile(), experiment.render());
        if (!Files.exists(folder.provenanceFile())) { // where it began
            Json.write(folder.provenanceFile(), provenance);
        }
        return folder;
    }

    /**
     * An existing run.
     *
     * @param run its folder, or the name of one below {@code runs}
     * @throws InputException if it is none
     */
    public static RunFolder open(Path run, Path runs) {
        for (Path candidate : List.of(run, runs.resolve(run))) {
            var folder = new RunFolder(candidate);
            if (Files.isRegularFile(folder.experimentFile())) {
                return folder;
            }
            Optional<SweepFolder> sweep = SweepFolder.at(candidate);
            if (sweep.isPresent()) {
                throw new InputException(sweep.get().isNoRun());
            }
        }
        throw new InputException("there is no run in " + run + " (no experiment.conf), nor below " + runs + ": give the folder that `pushforward run` printed");
    }

    /**
     * Refuses to go on with another experiment than was begun here.
     *
     * @param saved what {@code experiment.conf} says now
     * @throws InputException if it was edited, or its results would be another's for another reason
     */
    public void check(Experiment saved) throws IOException {
        if (Files.exists(provenanceFile()) && provenance().get("hash") instanceof String begun && !begun.equals(saved.hash())) {
            throw new InputException(experimentFile() + " is not the experiment that was begun there (" + saved.hash() + ", and it was " + begun
                    + "): it was edited, or written by another version of Pushforward. A changed experiment is a run of its own: pushforward run " + experimentFile());
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The name of the experiment: the folder's without the hash. */
    public String experimentName() {
        return path.toAbsolutePath().normalize().getFileName().toString().replaceFirst("-[0-9a-f]{8}$", "");
    }

    /** The experiment, every default written out. */
    public Path experimentFile() {
        return path.resolve("experiment.conf");
    }

    /** The table of measurements, for other programs. */
    public Path measurementsFile() {
        return path.resolve("measurements.csv");
    }

    /** Where, when and with what it ran. */
    public Map<String, Object> provenance() throws IOException {
        return Json.read(provenanceFile());
    }

    private Path provenanceFile() {
        return path.resolve("provenance.json");
    }

    /** The parts of a run, cells in the experiment's order, replicates within them. */
    public List<Part> parts(Experiment experiment, List<Composition> compositions) {
        var parts = new ArrayList<Part>();
        int replicates = experiment.run().replicates();
        for (Composition composition : compositions) {
            Cell cell = composition.cell();
            for (int r = 1; r <= replicates; r++) {
                String name = cell.name() + (replicates == 1 ? "" : (cell.name().isEmpty() ? "" : "/") + r);
                parts.add(new Part(composition, r, name, name.isEmpty() ? path : path.resolve(name)));
            }
        }
        return parts;
    }

    /** Gathers the results of all parts that are done in one file; returns them. */
    public List<Result> gather(List<Part> parts) throws IOException {
        var results = new ArrayList<Result>();
        for (Part part : parts) {
            if (part.done()) {
                results.addAll(part.results());
            }
        }
        if (parts.size() > 1) { // else it is the part's own file
            Json.writeLines(path.resolve("metrics.jsonl"), results.stream().map(Result::toMap).toList());
        }
        return Result.shown(results);
    }

    /**
     * Keeps other processes from working in this folder until closed, and removes what one that was killed had not finished to write.
     *
     * @throws InputException if one is at it already
     */
    public FileChannel lock() throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                AtomicFile.sweep(path); // after a kill
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        channel.close();
        throw new InputException(path + " is being worked on by another process: wait for it to end, or stop it");
    }
}
