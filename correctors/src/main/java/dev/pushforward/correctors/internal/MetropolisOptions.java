package dev.pushforward.correctors.internal;

import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.MetropolisSettings;
import java.util.List;

/** The settings that all Metropolis kernels have. */
record MetropolisOptions(
        Setting<Integer> steps, Setting<Double> stepSize, Setting<Integer> adaptation, Setting<Double> acceptance) {
    static MetropolisOptions with(double stepSize, double acceptance) {
        return new MetropolisOptions(
                Setting.integer("steps", 10, 0, 1_000_000, "kept transitions"),
                Setting.positive("step-size", stepSize, "step size, before adaptation"),
                Setting.integer(
                        "adaptation", 50, 0, 1_000_000, "transitions before the kept ones that adapt the step size"),
                Setting.real(
                        "acceptance", acceptance, 0.01, 0.99, "mean acceptance probability that adaptation aims at"));
    }

    List<Setting<?>> all() {
        return List.of(steps, stepSize, adaptation, acceptance);
    }

    MetropolisSettings decode(Settings settings) {
        return new MetropolisSettings(
                settings.get(steps), settings.get(stepSize), settings.get(adaptation), settings.get(acceptance));
    }
}
