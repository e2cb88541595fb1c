package dev.pushforward.core.options;

import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of the training of a generator that is one network, whatever it descends. Immutable. */
public final class GeneratorOptions {
    private final DescentOptions descent;
    private final Setting<Integer> latent =
            Setting.integer("latent", 0, 0, 1 << 16, "dimension of z; 0 for that of the target");
    private final SelfCheckOptions check = new SelfCheckOptions();

    /** With these defaults of how G is built and trained. */
    public GeneratorOptions(NetworkOptions network) {
        this.descent = new DescentOptions(network);
    }

    /** All of them and a method's own, to be declared. */
    public List<Setting<?>> with(List<Setting<?>> own) {
        var ours = new ArrayList<>(own);
        ours.add(latent);
        var all = new ArrayList<>(descent.with(ours));
        all.addAll(check.all());
        return all;
    }

    /** The settings of the training, with so many fits of a score estimate before each update. */
    public AlternatingSettings training(Settings given, int scoreSteps) {
        return new AlternatingSettings(
                descent.iterations(given),
                descent.batch(given),
                scoreSteps,
                descent.scale(given),
                new GeneratorSettings(
                        given.get(latent), descent.network(given), descent.adam(given), descent.averaging(given)),
                check.check(given, descent.network(given)));
    }

    /** The generator updates. */
    public int iterations(Settings given) {
        return descent.iterations(given);
    }
}
