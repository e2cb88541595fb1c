package org.example.parts.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Metropolis;
import dev.pushforward.correctors.MetropolisOptions;
import java.util.List;
import org.example.parts.Barker;

// snippet: factory
@Component(name = "barker", summary = "Metropolis with Barker's proposal.", citation = "arXiv:1908.11812")
public final class BarkerFactory implements CorrectorFactory {
    private static final MetropolisOptions OPTIONS = MetropolisOptions.with(0.5, 0.4); // step size, acceptance

    @Override
    public List<Setting<?>> settings() {
        return OPTIONS.all();
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return new Metropolis(new Barker(), OPTIONS.decode(settings), context.compute());
    }
}
// end
