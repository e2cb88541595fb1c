package dev.pushforward.correctors;

import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;

/**
 * The settings that the factory of every Metropolis kernel offers: those of {@link MetropolisSettings}, with the
 * kernel's own defaults.
 *
 * @param steps kept transitions
 * @param stepSize the step size to begin with
 * @param adaptation transitions that adapt it
 * @param acceptance what adaptation aims at
 */
public record MetropolisOptions(
        Setting<Integer> steps, Setting<Double> stepSize, Setting<Integer> adaptation, Setting<Double> acceptance) {
    /**
     * With these defaults.
     *
     * @param stepSize a step size to begin with that suits targets of scale 1
     * @param acceptance the kernel's best acceptance rate
     */
    public static MetropolisOptions with(double stepSize, double acceptance) {
        return new MetropolisOptions(
                Setting.integer("steps", 10, 0, 1_000_000, "kept transitions"),
                Setting.positive("step-size", stepSize, "step size, before adaptation"),
                Setting.integer(
                        "adaptation", 50, 0, 1_000_000, "transitions before the kept ones that adapt the step size"),
                Setting.real(
                        "acceptance", acceptance, 0.01, 0.99, "mean acceptance probability that adaptation aims at"));
    }

    /** All of them, for {@code settings()} of a factory. */
    public List<Setting<?>> all() {
        return List.of(steps, stepSize, adaptation, acceptance);
    }

    /** What was set. */
    public MetropolisSettings decode(Settings settings) {
        return new MetropolisSettings(
                settings.get(steps), settings.get(stepSize), settings.get(adaptation), settings.get(acceptance));
    }
}
