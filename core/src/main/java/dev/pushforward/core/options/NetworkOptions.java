package dev.pushforward.core.options;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.Activation;
import java.util.List;

/**
 * The settings that say how a network is built and trained, as generator and score network both have them. Immutable.
 */
public final class NetworkOptions {
    private final Setting<List<Integer>> hidden;
    private final Setting<Activation> activation;
    private final Setting<Initialization> initialization;
    private final Setting<Double> rate;
    private final Setting<Double> b1;
    private final Setting<Double> b2;

    /**
     * With these defaults: activation between layers, step size and first decay of Adam; three hidden layers of 200.
     */
    public NetworkOptions(Activation activation, double rate, double b1) {
        this(List.of(200, 200, 200), activation, rate, b1);
    }

    /**
     * With these defaults: widths of the hidden layers, activation between layers, step size and first decay of Adam.
     */
    public NetworkOptions(List<Integer> hidden, Activation activation, double rate, double b1) {
        this("", hidden, activation, rate, b1);
    }

    private NetworkOptions(String prefix, List<Integer> hidden, Activation activation, double rate, double b1) {
        this.hidden = Setting.integers(prefix + "hidden", hidden, 1, 1 << 16, "widths of the hidden layers");
        this.activation = Setting.choice(prefix + "activation", activation, "non-linearity between layers");
        this.initialization = Setting.choice(
                prefix + "initialization", Initialization.PYTORCH, "initial distribution of weights and biases");
        this.rate = Setting.positive(prefix + "learning-rate", rate, "step size of Adam");
        this.b1 = Setting.real(prefix + "beta-1", b1, 0, 0.9999, "Adam's decay of the mean gradient");
        this.b2 = Setting.real(prefix + "beta-2", 0.999, 0, 0.99999, "Adam's decay of the mean square gradient");
    }

    /** Those of a network beside another in one component: each name begins with the prefix, e.g. {@code critic-}. */
    public static NetworkOptions named(
            String prefix, List<Integer> hidden, Activation activation, double rate, double b1) {
        return new NetworkOptions(prefix, hidden, activation, rate, b1);
    }

    /** All of them, to be declared. */
    public List<Setting<?>> all() {
        return List.of(hidden, activation, initialization, rate, b1, b2);
    }

    /** The network's shape. */
    public MlpSettings network(Settings given) {
        return new MlpSettings(given.get(hidden), given.get(activation), given.get(initialization));
    }

    /** Adam at the constant learning rate. */
    public Adam.Settings adam(Settings given) {
        return adam(given, Schedule.constant(rate(given)));
    }

    /** Adam at this learning rate over time. */
    public Adam.Settings adam(Settings given, Schedule rate) {
        return new Adam.Settings(rate, given.get(b1), given.get(b2), 1e-8);
    }

    /** The learning rate. */
    public double rate(Settings given) {
        return given.get(rate);
    }
}
