package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

/** Makes a plane energy in a soft box. */
abstract class BoxedEnergyFactory implements TargetFactory {
    private static final Setting<Double> THRESHOLD = Setting.real(
            "threshold",
            6,
            2,
            20,
            "T of the soft box, whose penalty is the sum of relu(|z_i| - T)^2; 4 fits published plots");

    @Override
    public final List<Setting<?>> settings() {
        return List.of(THRESHOLD);
    }

    @Override
    public final Target create(Settings settings, ComponentContext context) {
        return create(settings.get(THRESHOLD));
    }

    protected abstract Target create(double threshold);
}
