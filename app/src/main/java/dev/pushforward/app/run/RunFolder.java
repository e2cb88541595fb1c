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
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run, {@code <experiment>-<hash>}: the same experiment with the same settings has the same folder, so
 * that starting it again goes on with it. Holds {@code experiment.conf} with every default written out,
 * {@code provenance.json}, {@code metrics.jsonl}, {@code measurements.csv}, {@code report.html}, {@code plots/}, and
 * its parts.
 */
public final class RunFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String EXPERIMENT = "experiment.conf";

    private final Path path;
    private final OutputFolder output;
    private Optional<Map<String, Object>> provenance;

    private RunFolder(Path path) {
        this.path = path;
        this.output = OutputFolder.of(path, EXPERIMENT);
    }

    /** Where the folder of an experiment is, or will be, below a folder of runs. */
    public static RunFolder of(Path runs, Experiment experiment) {
        return new RunFolder(runs.resolve(experiment.name() + "-" + experiment.hash()));
    }

    /**
     * Makes, or finds, the folder of an experiment below a folder of runs, and writes the experiment and its provenance
     * into it.
     *
     * @throws InputException if a data file has changed since the run began
     */
    public static RunFolder create(Path runs, Experiment experiment, Map<String, Object> provenance)
            throws IOException {
        RunFolder folder = of(runs, experiment);
        if (provenance.get(Provenance.DATA) instanceof Map<?, ?> sums) {
            folder.checkData(sums);
        }
        Files.createDirectories(folder.path);
        AtomicFile.write(folder.experimentFile(), experiment.render());
        if (folder.provenance().isEmpty()) { // else it says where the run began
            Json.write(folder.provenanceFile(), provenance);
            folder.provenance = Optional.of(provenance);
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
        throw new InputException("there is no run in " + run + " (no experiment.conf), nor below " + runs
                + ": give the folder that `pushforward run` printed");
    }

    /**
     * Refuses to go on with another experiment than was begun here.
     *
     * @param saved what {@code experiment.conf} says now
     * @throws InputException if it was edited, or its results would be another's for another reason
     */
    public void check(Experiment saved) throws IOException {
        if (provenance().map(p -> p.get("hash")).orElse(null) instanceof String begun && !begun.equals(saved.hash())) {
            throw new InputException(experimentFile() + " is not the experiment that was started there (" + saved.hash()
                    + ", and it was " + begun
                    + "): it was edited, or written by another version of Pushforward. A changed experiment is a run"
                    + " of its own: pushforward run "
                    + experimentFile());
        }
    }

    /**
     * Refuses to go on with other data than the run began with.
     *
     * @param sums the SHA-256 of each data file now, by the name it is asked for
     * @throws InputException if one has changed
     */
    public void checkData(Map<?, ?> sums) {
        if (provenance().map(p -> p.get(Provenance.DATA)).orElse(null) instanceof Map<?, ?> begun) {
            begun.forEach((name, sum) -> {
                Object now = sums.get(name);
                if (now != null && !now.equals(sum)) {
                    throw new InputException("the data file " + name + " has changed since the run in " + path
                            + " began: its SHA-256 is " + now + " and was " + sum + ". Put the old file back to go on"
                            + " with that run. For a run with the new one, rename the file, delete that folder, or give"
                            + " another folder of runs with --runs DIR");
                }
            });
        }
    }

    /** The folder of the experiment file that the run was begun with, where it is known. */
    public Optional<Path> experimentFolder() {
        try {
            return provenance()
                    .map(p -> p.get(Provenance.FOLDER))
                    .filter(String.class::isInstance)
                    .map(folder -> Path.of((String) folder));
        } catch (InvalidPathException e) { // it was edited
            return Optional.empty();
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
        return path.resolve(EXPERIMENT);
    }

    /** The table of measurements, for other programs. */
    public Path measurementsFile() {
        return path.resolve("measurements.csv");
    }

    /** It and the folders below it, to write into. */
    public OutputFolder output() {
        return output;
    }

    /** Where, when and with what it ran; nothing, and a warning, where that cannot be read: a run can do without. */
    public Optional<Map<String, Object>> provenance() {
        if (provenance == null) {
            try {
                provenance = Optional.of(Json.read(provenanceFile()));
            } catch (NoSuchFileException e) {
                provenance = Optional.empty();
            } catch (IOException e) {
                LOG.warn("{}. It is not needed; the command that began the run writes it again.", e.getMessage());
                provenance = Optional.empty();
            }
        }
        return provenance;
    }

    private Path provenanceFile() {
        return path.resolve("provenance.json");
    }

    /** The parts of a run, cells in the experiment's order, replicates within them. */
    public List<Part> parts(Experiment experiment, List<Composition> compositions) {
        var parts = new ArrayList<Part>();
        int replicates = experiment.run().replicates();
        String hash = experiment.hash();
        for (Composition composition : compositions) {
            Cell cell = composition.cell();
            for (int r = 1; r <= replicates; r++) {
                String name = cell.name() + (replicates == 1 ? "" : (cell.name().isEmpty() ? "" : "/") + r);
                OutputFolder folder = name.isEmpty() ? output : output.under(name);
                var checkpoints = new Checkpoints(folder.under("checkpoints"), hash, parts.size() + 1);
                parts.add(new Part(composition, r, name, folder, checkpoints));
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
            Json.writeLines(
                    output.toWrite("metrics.jsonl"),
                    results.stream().map(Result::toMap).toList());
        }
        return Result.shown(results);
    }

    /**
     * Keeps other processes from working in this folder until closed, and removes what one that was killed had not
     * finished to write.
     *
     * @throws InputException if one is at it already, or the lock leads out of the folder
     */
    public FileChannel lock() throws IOException {
        Path file = output.toWrite(".lock");
        OutputFolder.refuseOtherThanFile(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                AtomicFile.sweep(path.toRealPath()); // after a kill
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        channel.close();
        throw new InputException(path + " is in use by another process: wait until it ends, or stop it");
    }
}
