package dev.pushforward.app.components;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

/** Needs a data file that is in no catalogue, as a plugin may; its tests never give it one. */
@Component(name = "test-table", summary = "Needs a data file.")
public final class TableFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        throw new AssertionError("there is a " + context.data("table.csv"));
    }
}
