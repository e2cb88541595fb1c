package dev.pushforward.app.run;

import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A context that remembers which data files a component, and those among its settings, were made from. */
record DataAsked(ComponentRegistry registry, ComponentContext context, List<Path> files) implements ComponentContext {
    /** Nothing was asked for yet. */
    DataAsked(ComponentRegistry registry, ComponentContext context) {
        this(registry, context, new ArrayList<>());
    }

    @Override
    public Compute compute() {
        return context.compute();
    }

    @Override
    public <T> T create(ComponentSpec spec, Class<T> type) {
        return registry.create(spec, this, type);
    }

    @Override
    public Path data(String name) {
        Path file = context.data(name);
        files.add(file);
        return file;
    }

    @Override
    public void warn(String message) {
        context.warn(message);
    }
}
