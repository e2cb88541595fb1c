package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Metropolis;
import dev.pushforward.correctors.MetropolisOptions;
import java.util.List;

/** Provides {@link Metropolis} with {@link Mala}. */
@Component(
        name = "mala",
        summary = "Metropolis-adjusted Langevin.",
        citation = "Roberts, Tweedie 1996, Exponential convergence of Langevin distributions, doi:10.2307/3318418")
public final class MalaFactory implements CorrectorFactory {
    private static final MetropolisOptions OPTIONS = MetropolisOptions.with(0.1, 0.574);

    /** For ServiceLoader. */
    public MalaFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return OPTIONS.all();
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return new Metropolis(new Mala(), OPTIONS.decode(settings), context.compute());
    }
}
