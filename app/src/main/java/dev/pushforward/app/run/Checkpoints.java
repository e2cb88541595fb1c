package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.State;
import dev.pushforward.core.Training;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saved states of one training, a file for each, {@code <iteration>.npz}. A file is complete or absent and carries
 * its checksum; the last two are kept, so that damage to the newest costs the iterations since the one before. Each
 * says which run, by the hash of its settings, and which of its trainings saved it, and serves no other.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String ENDING = ".npz";

    private final OutputFolder folder;
    private final Origin origin;

    /**
     * Those in a folder, which need not exist yet.
     *
     * @param run the hash of the run's settings, {@link dev.pushforward.app.experiment.Experiment#hash}
     * @param part which of the run's trainings, from 1
     */
    public Checkpoints(OutputFolder folder, String run, int part) {
        this.folder = folder;
        this.origin = new Origin(run, part);
    }

    /** Which training they are of. */
    Origin origin() {
        return origin;
    }

    /** Saves a checkpoint and drops the older ones. */
    public void save(long iteration, Checkpoint checkpoint) throws IOException {
        State state = origin.on(checkpoint.state());
        StateFile.write(folder.toWrite(String.format(Locale.ROOT, "%010d%s", iteration, ENDING)), state);
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }

    /**
     * The newest that is intact; a damaged one is passed over with a warning.
     *
     * @throws InputException if it was saved by another run, or another training of this one
     * @throws IOException if there are files and all are damaged
     */
    public Optional<Checkpoint> newest() throws IOException {
        IOException damage = null;
        for (Path file : newestFirst()) {
            try {
                return Optional.of(read(file));
            } catch (IOException e) {
                LOG.warn("Checkpoint {}; trying the one before it.", e.getMessage());
                damage = e;
            }
        }
        if (damage != null) {
            throw new IOException("no checkpoint in " + folder.path() + " can be read: " + howToBeginAgain(), damage);
        }
        return Optional.empty();
    }

    /**
     * Puts a training where the newest checkpoint left it.
     *
     * @return that checkpoint; none where none was saved
     * @throws InputException if the training cannot go on from it
     * @throws IOException if there are files and all are damaged
     */
    Optional<Checkpoint> restore(Training training) throws IOException {
        Optional<Checkpoint> newest = newest();
        try {
            newest.ifPresent(checkpoint -> training.restore(checkpoint.training()));
        } catch (InputException e) {
            throw new InputException(e.getMessage() + ". To start the training again, delete " + folder.path(), e);
        }
        return newest;
    }

    private Checkpoint read(Path file) throws IOException {
        State state = StateFile.read(file);
        origin.check(file, state, "a checkpoint", putBack());
        try {
            return Checkpoint.of(state);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private String putBack() {
        return "Put the training's own checkpoints there, or " + howToBeginAgain();
    }

    private String howToBeginAgain() {
        return "delete " + folder.path() + ", and the training starts again";
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder.path())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.filter(f -> f.getFileName().toString().matches("\\d+\\" + ENDING) && !Files.isDirectory(f))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
