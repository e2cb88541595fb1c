package dev.pushforward.app.components;

import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.Draws;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;
import java.util.OptionalDouble;

/** Loses all draws but the first. */
@Component(name = "test-faulty", summary = "Fails on purpose.")
public final class FaultyCorrectorFactory implements CorrectorFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return (target, draws, random) ->
                new Correction(Draws.of(draws.points().slice(0, 0, 1)), OptionalDouble.empty(), 1, 0, 0);
    }
}
