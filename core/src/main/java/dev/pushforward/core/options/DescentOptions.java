package dev.pushforward.core.options;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of a sampler's training by gradient descent, whatever its networks are. Immutable. */
public final class DescentOptions {
    private final Setting<Integer> iterations =
            Setting.integer("iterations", 2000, 1, Integer.MAX_VALUE, "generator updates");
    private final Setting<Double> scale = Setting.real(
            "scale", 1.0, 1e-6, 1e6, "unit of length for all computations; best about the size of the target");
    private final Setting<Integer> batch = Setting.integer("batch", 500, 2, 1 << 20, "draws per update");
    private final NetworkOptions network;
    private final Setting<Double> decay = Setting.real(
            "decay",
            0.5,
            0,
            1,
            "share of the iterations, at the end, over which the generator's learning rate falls linearly to 0");
    private final Setting<Double> averaging = Setting.real(
            "averaging",
            0.99,
            0,
            0.99999,
            "decay of the moving average of the generator's parameters; draws use the average. 0 for none");

    /** With these defaults of how networks are built and trained. */
    public DescentOptions(NetworkOptions network) {
        this.network = network;
    }

    /** All of them and a method's own, to be declared. */
    public List<Setting<?>> with(List<Setting<?>> own) {
        var all = new ArrayList<Setting<?>>(List.of(iterations));
        all.addAll(own);
        all.addAll(List.of(scale, batch));
        all.addAll(network.all());
        all.addAll(List.of(decay, averaging));
        return all;
    }

    /** The generator updates. */
    public int iterations(Settings given) {
        return given.get(iterations);
    }

    /** The unit of length. */
    public double scale(Settings given) {
        return given.get(scale);
    }

    /** The draws per update. */
    public int batch(Settings given) {
        return given.get(batch);
    }

    /** The networks' shape. */
    public MlpSettings network(Settings given) {
        return network.network(given);
    }

    /** The optimiser, with its learning rate over the iterations. */
    public Adam.Settings adam(Settings given) {
        return network.adam(given, Schedule.falling(network.rate(given), iterations(given), given.get(decay)));
    }

    /** Decay of the moving average. */
    public double averaging(Settings given) {
        return given.get(averaging);
    }
}
