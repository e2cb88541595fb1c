package dev.pushforward.core.options;

import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.train.AlternatingSettings;
import dev.pushforward.core.train.GeneratorSettings;
import java.util.ArrayList;
import java.util.List;

/** The settings of every sampler that an {@link dev.pushforward.core.train.AlternatingTraining} trains. Immutable. */
public final class AlternatingOptions {
    private final Setting<Integer> iterations = Setting.integer("iterations", 2000, 1, Integer.MAX_VALUE, "generator updates");
    private final Setting<Double> scale =
            Setting.real("scale", 1.0, 1e-6, 1e6, "unit of length that everything is computed in: best of the size of the target");
    private final Setting<Integer> batch = Setting.integer("batch", 500, 2, 1 << 20, "draws per update");
    private final Setting<Integer> latent = Setting.integer("latent", 0, 0, 1 << 16, "dimension of z; 0 for that of the target");
    private final Setting<Integer> scoreSteps = Setting.integer("score-steps", 5, 1, 1000, "fits of the score before each generator update");
    private final NetworkOptions generator;
    private final Setting<Double> decay =
            Setting.real("decay", 0.5, 0, 1, "share of the iterations, at the end, over which the generator's learning rate falls linearly to 0");
    private final Setting<Double> averaging =
            Setting.real("averaging", 0.99, 0, 0.99999, "decay of the moving average of the generator's parameters that is drawn from; 0 for none");
    private final Setting<ComponentSpec> score;

    /**
     * With these defaults.
     *
     * @param generator how G is built and trained
     * @param score name of the score estimator
     */
    public AlternatingOptions(NetworkOptions generator, String score) {
        this.generator = generator;
        this.score = Setting.component("score", ComponentKind.SCORE_ESTIMATOR, score, "estimates the score of the sampler's own law");
    }

    /** All of them and a method's own, to be declared. */
    public List<Setting<?>> with(List<Setting<?>> own) {
        var all = new ArrayList<Setting<?>>(List.of(iterations));
        all.addAll(own);
        all.addAll(List.of(scale, batch, latent, scoreSteps));
        all.addAll(generator.all());
        all.addAll(List.of(decay, averaging, score));
        return all;
    }

    /** The settings of the training. */
    public AlternatingSettings training(Settings given) {
        Schedule rate = Schedule.falling(generator.rate(given), iterations(given), given.get(decay));
        return new AlternatingSettings(iterations(given), given.get(batch), given.get(scoreSteps), given.get(scale),
                new GeneratorSettings(given.get(latent), generator.network(given), generator.adam(given, rate), given.get(averaging)));
    }

    /** The generator updates. */
    public int iterations(Settings given) {
        return given.get(iterations);
    }

    /** The score estimator. */
    public ScoreEstimator score(Settings given, ComponentContext context) {
        return context.create(given.get(score), ScoreEstimator.class);
    }
}
