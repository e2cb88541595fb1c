package my.whole;

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

/** One short step uphill. */
@Component(name = "nudge", summary = "One short step along the score.")
public final class NudgeFactory implements CorrectorFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        return (target, draws, random) -> new Correction(
                Draws.of(draws.points().add(target.score(draws.points()).mul(0.01))),
                OptionalDouble.empty(),
                0.01,
                0,
                draws.count());
    }
}
