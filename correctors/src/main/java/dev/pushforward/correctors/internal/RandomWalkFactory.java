package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.dynamics.RandomWalk;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Metropolis;
import dev.pushforward.correctors.MetropolisOptions;
import java.util.List;

/** Provides {@link Metropolis} with {@link RandomWalk}. */
@Component(
        name = "random-walk",
        summary = "Random-walk Metropolis.",
        citation = "Metropolis et al. 1953, Equation of state calculations, doi:10.1063/1.1699114")
public final class RandomWalkFactory implements CorrectorFactory {
    private static final MetropolisOptions OPTIONS = MetropolisOptions.with(0.5, 0.234);

    /** For ServiceLoader. */
    public RandomWalkFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return OPTIONS.all();
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return new Metropolis(new RandomWalk(), OPTIONS.decode(settings), context.compute());
    }
}
