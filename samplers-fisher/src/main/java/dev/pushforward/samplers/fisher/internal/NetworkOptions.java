package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.tensor.Activation;
import java.util.List;

/** The settings that say how a network is built and trained, as generator and score network both have them. */
record NetworkOptions(
        Setting<List<Integer>> hidden,
        Setting<Activation> activation,
        Setting<Initialization> initialization,
        Setting<Double> rate,
        Setting<Double> b1,
        Setting<Double> b2) {
    static NetworkOptions with(Activation activation, double rate, double b1) {
        return new NetworkOptions(
                Setting.integers("hidden", List.of(200, 200, 200), 1, 1 << 16, "widths of the hidden layers"),
                Setting.choice("activation", activation, "non-linearity between layers"),
                Setting.choice("initialization", Initialization.PYTORCH, "how weights and biases begin"),
                Setting.positive("learning-rate", rate, "step size of Adam"),
                Setting.real("beta-1", b1, 0, 0.9999, "Adam's decay of the mean gradient"),
                Setting.real("beta-2", 0.999, 0, 0.99999, "Adam's decay of the mean square gradient"));
    }

    List<Setting<?>> all() {
        return List.of(hidden, activation, initialization, rate, b1, b2);
    }

    MlpSettings network(Settings settings) {
        return new MlpSettings(settings.get(hidden), settings.get(activation), settings.get(initialization));
    }

    /** Adam at this learning rate over time. */
    Adam.Settings adam(Settings settings, Schedule rate) {
        return new Adam.Settings(rate, settings.get(b1), settings.get(b2), 1e-8);
    }
}
