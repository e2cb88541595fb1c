package dev.pushforward.app.wiring;

import dev.pushforward.app.data.DataFiles;
import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import java.nio.file.Path;

/**
 * The surroundings that factories see.
 *
 * @param registry where nested components are found
 * @param compute precision and threads
 * @param files where data files are found
 */
record HostContext(ComponentRegistry registry, Compute compute, DataFiles files) implements ComponentContext {
    @Override
    public <T> T create(ComponentSpec spec, Class<T> type) {
        return registry.create(spec, this, type);
    }

    @Override
    public Path data(String name) {
        return files.file(name);
    }
}
