package dev.pushforward.app.wiring;

import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The surroundings that factories see.
 *
 * @param registry where nested components are found
 * @param compute precision and threads
 * @param dataFolder where data files are, if anybody said
 */
record HostContext(ComponentRegistry registry, Compute compute, Optional<Path> dataFolder) implements ComponentContext {
    private static final String HOW = " Give the folder with --data DIR or the environment variable PUSHFORWARD_DATA.";

    @Override
    public <T> T create(ComponentSpec spec, Class<T> type) {
        return registry.create(spec, this, type);
    }

    @Override
    public Path data(String name) {
        Path folder = dataFolder.orElseThrow(() -> new IllegalArgumentException("needs the data file " + name + ", and no data folder is set." + HOW));
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("needs the data file " + name + ", and the data folder " + folder.toAbsolutePath() + " does not exist." + HOW);
        }
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the data file " + name + " is missing in " + folder.toAbsolutePath() + "." + HOW);
        }
        return file;
    }
}
