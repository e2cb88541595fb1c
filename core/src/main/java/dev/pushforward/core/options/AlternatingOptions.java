package dev.pushforward.core.options;

import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of a sampler that is trained in turn with an estimate of its own score. Immutable. */
public final class AlternatingOptions {
    private final GeneratorOptions generator;
    private final Setting<Integer> scoreSteps =
            Setting.integer("score-steps", 5, 1, 1000, "fits of the score before each generator update");
    private final Setting<ComponentSpec> score;

    /**
     * With these defaults.
     *
     * @param network how G is built and trained
     * @param score name of the score estimator
     */
    public AlternatingOptions(NetworkOptions network, String score) {
        this.generator = new GeneratorOptions(network);
        this.score = Setting.component(
                "score", ComponentKind.SCORE_ESTIMATOR, score, "estimates the score of the sampler's own distribution");
    }

    /** All of them and a method's own, to be declared. */
    public List<Setting<?>> with(List<Setting<?>> own) {
        var all = new ArrayList<>(generator.with(own));
        all.addAll(List.of(scoreSteps, score));
        return all;
    }

    /** The settings of the training. */
    public AlternatingSettings training(Settings given) {
        return generator.training(given, given.get(scoreSteps));
    }

    /** The generator updates. */
    public int iterations(Settings given) {
        return generator.iterations(given);
    }

    /** The score estimator. */
    public ScoreEstimator score(Settings given, ComponentContext context) {
        return context.create(given.get(score), ScoreEstimator.class);
    }
}
