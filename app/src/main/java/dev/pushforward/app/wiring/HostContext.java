package dev.pushforward.app.wiring;

import dev.pushforward.app.data.DataFiles;
import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The surroundings that factories see.
 *
 * @param registry where nested components are found
 * @param compute precision and threads
 * @param files where data files are found
 * @param told what the user was warned of
 */
record HostContext(ComponentRegistry registry, Compute compute, DataFiles files, Set<String> told)
        implements ComponentContext {
    private static final Logger LOG = LoggerFactory.getLogger(HostContext.class);

    @Override
    public <T> T create(ComponentSpec spec, Class<T> type) {
        return registry.create(spec, this, type);
    }

    @Override
    public Path data(String name) {
        return files.file(name);
    }

    @Override
    public void warn(String message) {
        if (told.add(message)) { // cells that share a target say the same
            LOG.warn("{}", message);
        }
    }
}
