package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.Metropolis;
import dev.pushforward.correctors.MetropolisOptions;
import java.util.ArrayList;
import java.util.List;

/** Provides {@link Metropolis} with {@link Hmc}. */
@Component(
        name = "hmc",
        summary = "Hamiltonian Monte Carlo with leapfrog steps.",
        citation = "Duane, Kennedy, Pendleton, Roweth 1987, Hybrid Monte Carlo, doi:10.1016/0370-2693(87)91197-X")
public final class HmcFactory implements CorrectorFactory {
    private static final MetropolisOptions OPTIONS = MetropolisOptions.with(0.1, 0.651);
    private static final Setting<Integer> LEAPFROGS =
            Setting.integer("leapfrogs", 5, 1, 100_000, "leapfrog steps per transition");

    /** For ServiceLoader. */
    public HmcFactory() {}

    @Override
    public List<Setting<?>> settings() {
        var all = new ArrayList<>(OPTIONS.all());
        all.add(LEAPFROGS);
        return all;
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return new Metropolis(new Hmc(settings.get(LEAPFROGS)), OPTIONS.decode(settings), context.compute());
    }
}
