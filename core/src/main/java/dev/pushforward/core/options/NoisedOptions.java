package dev.pushforward.core.options;

import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.train.NoisedDivergence;
import java.util.List;
import java.util.Optional;

/** The settings of a {@link NoisedDivergence}. Immutable. */
public final class NoisedOptions {
    private final Setting<Double> weight = Setting.real("noised-weight", 0, 0, 1e6,
            "weight of a second Fisher divergence, between sampler and target under noise, which sees the masses of separated modes; 0, the paper's, for none");
    private final Setting<Double> sigma =
            Setting.real("noised-sigma", 0.8, 0.01, 0.99, "noise of that divergence, of sqrt(1 - sigma^2) x + sigma e for x in units of scale: so much that the modes overlap");
    private final Setting<Integer> points =
            Setting.integer("noised-points", 2000, 1, 1 << 20, "draws of N(0, scale^2 I) per iteration whose log densities give the target under noise");

    /** With their defaults: none. */
    public NoisedOptions() {}

    /** All of them, to be declared. */
    public List<Setting<?>> all() {
        return List.of(weight, sigma, points);
    }

    /** The divergence; none where the weight is 0. */
    public Optional<NoisedDivergence> divergence(Settings given) {
        return given.get(weight) == 0 ? Optional.empty() : Optional.of(new NoisedDivergence(given.get(weight), given.get(sigma), given.get(points)));
    }
}
