package dev.pushforward.app.run;

import dev.pushforward.core.State;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saved states of one training, a file for each, {@code <iteration>.npz}. A file is complete or absent and carries its checksum; the last
 * two are kept, so that damage to the newest costs the iterations since the one before.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String ENDING = ".npz";

    private final Path folder;

    /** Those of a folder, which need not exist yet. */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Saves a state and drops the older ones. */
    public void save(long iteration, State state) throws IOException {
        Files.createDirectories(folder);
        StateFile.write(folder.resolve(String.format("%010d%s", iteration, ENDING)), state);
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }

    /**
     * The newest state that is intact; a damaged one is passed over with a warning.
     *
     * @throws IOException if there are files and all are damaged
     */
    public Optional<State> newest() throws IOException {
        IOException damage = null;
        for (Path file : newestFirst()) {
            try {
                return Optional.of(StateFile.read(file));
            } catch (IOException e) {
                LOG.warn("Checkpoint {}; trying the one before it.", e.getMessage());
                damage = e;
            }
        }
        if (damage != null) {
            throw new IOException("no checkpoint in " + folder + " can be read: delete that folder, and the training begins again", damage);
        }
        return Optional.empty();
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("\\d+\\" + ENDING)).sorted(Comparator.reverseOrder()).toList();
        }
    }
}
