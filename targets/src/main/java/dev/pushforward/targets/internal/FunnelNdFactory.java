package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.Funnel;
import java.util.List;

/** Makes the target {@code funnel-nd}. */
@Component(
        name = "funnel-nd",
        summary = "Neal's funnel of any dimension: the last coordinate is the log variance of the others.",
        citation = "Neal 2003, Slice sampling, doi:10.1214/aos/1056562461")
public final class FunnelNdFactory implements TargetFactory {
    private static final Setting<Integer> DIMENSION =
            Setting.integer("dimension", 10, 2, 1_000_000, "number of coordinates, log variance included");
    private static final Setting<Double> VARIANCE = Setting.positive("variance", 9, "variance of the log variance");

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIMENSION, VARIANCE);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Funnel(settings.get(DIMENSION), 0, Math.sqrt(settings.get(VARIANCE)), 0);
    }
}
