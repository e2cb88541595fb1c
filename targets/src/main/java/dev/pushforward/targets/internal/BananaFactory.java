package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.Banana;

/** Makes the target {@code banana}. */
@Component(name = "banana", summary = "A thin crescent in the plane.")
public final class BananaFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new Banana();
    }
}
