package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.DoubleWell;
import java.util.List;

/** Makes the target {@code double-well}. */
@Component(
        name = "double-well",
        summary = "Two wells of unequal mass in the plane, log q = -(a u + b u^2 + c u^4) - v^2 / 2.",
        citation = "Wu, Koehler and Noe 2020, Stochastic normalizing flows, arXiv:2002.06707")
public final class DoubleWellFactory implements TargetFactory {
    private static final Setting<Double> A = Setting.real("a", -0.5, -100, 100, "the tilt: how much the wells differ");
    private static final Setting<Double> B =
            Setting.real("b", -6, -100, 100, "half the curvature at u = 0; negative for two wells");
    private static final Setting<Double> C = Setting.real("c", 1, 0.01, 100, "how steeply the walls rise");

    @Override
    public List<Setting<?>> settings() {
        return List.of(A, B, C);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new DoubleWell(settings.get(A), settings.get(B), settings.get(C));
    }
}
