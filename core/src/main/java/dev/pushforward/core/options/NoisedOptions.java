package dev.pushforward.core.options;

import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;
import java.util.Optional;

/** The settings of a {@link NoisedDivergence}. Immutable. */
public final class NoisedOptions {
    private final Setting<Double> weight = Setting.real(
            "noised-weight",
            0,
            0,
            1e6,
            "weight of a second Fisher divergence, between noised sampler and noised target, which sees the masses of"
                    + " separated modes; 0 for none, as in the paper");
    private final Setting<Double> end = Setting.real(
            "noised-end",
            0,
            0,
            1e6,
            "that weight at the last iteration; it falls geometrically. 0 for a constant weight");
    private final Setting<Double> sigma = Setting.real(
            "noised-sigma",
            0.8,
            0.01,
            0.99,
            "noise of that divergence: sqrt(1 - sigma^2) x + sigma e, for x in units of scale. Choose it so that the"
                    + " modes overlap");
    private final Setting<Integer> points = Setting.integer(
            "noised-points",
            2000,
            1,
            1 << 20,
            "draws of N(0, scale^2 I) per iteration; weighted by the target, they give its score under noise");

    /** With their defaults: none. */
    public NoisedOptions() {}

    /** All of them, to be declared. */
    public List<Setting<?>> all() {
        return List.of(weight, end, sigma, points);
    }

    /** The divergence, in a training of so many iterations; none where the weight is 0. */
    public Optional<NoisedDivergence> divergence(Settings given, int iterations) {
        double first = given.get(weight);
        if (first == 0) {
            return Optional.empty();
        }
        double last = given.get(end);
        Schedule over = last == 0 ? Schedule.constant(first) : Schedule.geometric(first, last, iterations - 1);
        return Optional.of(new NoisedDivergence(over, given.get(sigma), given.get(points)));
    }
}
