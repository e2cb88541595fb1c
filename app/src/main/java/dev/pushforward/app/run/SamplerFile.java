package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The trained sampler of a part, {@code sampler.npz}: all that it draws by, {@link TrainedSampler#saved}, without what
 * only its training needs. The file is complete or absent, and serves its own run and training only.
 */
public final class SamplerFile {
    private static final String NAME = "sampler.npz";
    private static final String SELECTED = "selected";

    private final OutputFolder folder;
    private final Origin origin;

    /**
     * What is in the file.
     *
     * @param sampler what {@link TrainedSampler#saved} gave
     * @param selected the iteration that a check selected, where one did
     */
    public record Content(State sampler, OptionalLong selected) {}

    /** That of a training in a folder. */
    SamplerFile(OutputFolder folder, Origin origin) {
        this.folder = folder;
        this.origin = origin;
    }

    /** Writes it. */
    void write(Content content) throws IOException {
        State state = origin.on(content.sampler());
        StateFile.write(
                folder.toWrite(NAME),
                content.selected().isPresent()
                        ? state.with(SELECTED, content.selected().getAsLong())
                        : state);
    }

    /**
     * What was written; empty where nothing was: by a training that is not at its end, by an earlier version, or of a
     * sampler that only its training can make.
     *
     * @throws InputException if the file is another training's
     * @throws IOException if it is damaged
     */
    public Optional<Content> read() throws IOException {
        Path file = folder.file(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        State state;
        try {
            state = StateFile.read(file);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ". " + advice(), e);
        }
        origin.check(file, state, "a run's sampler", advice());
        Long selected = state.counters().get(SELECTED);
        return Optional.of(new Content(state, selected == null ? OptionalLong.empty() : OptionalLong.of(selected)));
    }

    /** What to do where it cannot be used. */
    String advice() {
        return "Put the training's own " + NAME + " there, or delete " + folder.file(NAME)
                + ": its newest checkpoint gives the same draws";
    }
}
