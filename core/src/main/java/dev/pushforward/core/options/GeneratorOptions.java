package dev.pushforward.core.options;

import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.train.AlternatingSettings;
import dev.pushforward.core.train.GeneratorSettings;
import java.util.ArrayList;
import java.util.List;

/** The settings of a generator's training, whatever it descends. Immutable. */
public final class GeneratorOptions {
    private final Setting<Integer> iterations = Setting.integer("iterations", 2000, 1, Integer.MAX_VALUE, "generator updates");
    private final Setting<Double> scale =
            Setting.real("scale", 1.0, 1e-6, 1e6, "unit of length that everything is computed in: best of the size of the target");
    private final Setting<Integer> batch = Setting.integer("batch", 500, 2, 1 << 20, "draws per update");
    private final Setting<Integer> latent = Setting.integer("latent", 0, 0, 1 << 16, "dimension of z; 0 for that of the target");
    private final NetworkOptions network;
    private final Setting<Double> decay =
            Setting.real("decay", 0.5, 0, 1, "share of the iterations, at the end, over which the generator's learning rate falls linearly to 0");
    private final Setting<Double> averaging =
            Setting.real("averaging", 0.99, 0, 0.99999, "decay of the moving average of the generator's parameters that is drawn from; 0 for none");

    private final CheckOptions check = new CheckOptions();

    /** With these defaults of how G is built and trained. */
    public GeneratorOptions(NetworkOptions network) {
        this.network = network;
    }

    /** All of them and a method's own, to be declared. */
    public List<Setting<?>> with(List<Setting<?>> own) {
        var all = new ArrayList<Setting<?>>(List.of(iterations));
        all.addAll(own);
        all.addAll(List.of(scale, batch, latent));
        all.addAll(network.all());
        all.addAll(List.of(decay, averaging));
        all.addAll(check.all());
        return all;
    }

    /** The settings of the training, with so many fits of a score estimate before each update. */
    public AlternatingSettings training(Settings given, int scoreSteps) {
        Schedule rate = Schedule.falling(network.rate(given), iterations(given), given.get(decay));
        return new AlternatingSettings(iterations(given), given.get(batch), scoreSteps, given.get(scale),
                new GeneratorSettings(given.get(latent), network.network(given), network.adam(given, rate), given.get(averaging)),
                check.check(given, network.network(given)));
    }

    /** The generator updates. */
    public int iterations(Settings given) {
        return given.get(iterations);
    }
}
