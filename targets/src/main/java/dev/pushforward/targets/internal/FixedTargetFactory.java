package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

/** Makes a target that has nothing to set. */
abstract class FixedTargetFactory implements TargetFactory {
    @Override
    public final List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public final Target create(Settings settings, ComponentContext context) {
        return create();
    }

    protected abstract Target create();
}
