package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.coordinates.WhitenedSampler;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;

/** Provides {@link WhitenedSampler}. */
@Component(
        name = "whitened",
        summary = "Any other sampler, in linear coordinates in which the target is about equally curved in every"
                + " direction.")
public final class WhitenedFactory implements ImplicitSamplerFactory {
    private static final Setting<ComponentSpec> SAMPLER =
            Setting.component("sampler", ComponentKind.SAMPLER, "kl", "the sampler to train in these coordinates");
    private static final Setting<Integer> POINTS =
            Setting.integer("points", 50, 1, 1 << 20, "number of points over which the curvature is averaged");
    private static final Setting<Double> SPREAD =
            Setting.positive("spread", 1, "standard deviation of these points about 0, in each coordinate");

    /** For ServiceLoader. */
    public WhitenedFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(SAMPLER, POINTS, SPREAD);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        var sampler = context.create(settings.get(SAMPLER), ImplicitSampler.class);
        return new WhitenedSampler(sampler, settings.get(POINTS), settings.get(SPREAD), context.compute());
    }
}
