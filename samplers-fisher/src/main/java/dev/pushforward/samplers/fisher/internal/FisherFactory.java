package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.tensor.Activation;
import dev.pushforward.samplers.fisher.AnnealedFisherSampler;
import dev.pushforward.samplers.fisher.AnnealedFisherSettings;
import dev.pushforward.samplers.fisher.AnnealingPath;
import dev.pushforward.samplers.fisher.FisherLoss;
import dev.pushforward.samplers.fisher.GeneratorSettings;
import dev.pushforward.samplers.fisher.NoisedDivergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Fisher implicit sampler; subclasses fix what makes the method. The networks' widths are the AFIS paper's. The generator's activation is not: a leaky ReLU
 * gives the sampler's law a density with jumps along its kinks, which score matching does not see, so that generator and estimate drift apart; tanh is smooth.
 */
abstract class FisherFactory implements ImplicitSamplerFactory {
    private static final Setting<Integer> ITERATIONS = Setting.integer("iterations", 2000, 1, Integer.MAX_VALUE, "generator updates");
    private static final Setting<Double> SCALE =
            Setting.real("scale", 1.0, 1e-6, 1e6, "unit of length, and standard deviation of the normal law where the path starts: best of the size of the target");
    private static final Setting<Integer> BATCH = Setting.integer("batch", 500, 2, 1 << 20, "draws per update");
    private static final Setting<Integer> LATENT = Setting.integer("latent", 0, 0, 1 << 16, "dimension of z; 0 for that of the target");
    private static final Setting<Integer> SCORE_STEPS = Setting.integer("score-steps", 5, 1, 1000, "fits of the score before each generator update");
    private static final Setting<Double> DECAY =
            Setting.real("decay", 0.5, 0, 1, "share of the iterations, at the end, over which the generator's learning rate falls linearly to 0");
    private static final Setting<Double> AVERAGING =
            Setting.real("averaging", 0.99, 0, 0.99999, "decay of the moving average of the generator's parameters that is drawn from; 0 for none");
    private static final Setting<ComponentSpec> SCORE =
            Setting.component("score", ComponentKind.SCORE_ESTIMATOR, "exact-score-matching", "estimates the score of the sampler's own law");
    private static final NetworkOptions GENERATOR = NetworkOptions.with(Activation.TANH, 4e-4, 0.5);

    private final List<Setting<?>> own;

    FisherFactory(Setting<?>... own) {
        this.own = List.of(own);
    }

    /** The share of the iterations that the annealing path takes. */
    abstract double annealing(Settings settings);

    abstract FisherLoss loss(Settings settings);

    /** The second term of the loss, if there is one. */
    abstract Optional<NoisedDivergence> noised(Settings settings);

    @Override
    public final List<Setting<?>> settings() {
        var all = new ArrayList<Setting<?>>(List.of(ITERATIONS));
        all.addAll(own);
        all.addAll(List.of(SCALE, BATCH, LATENT, SCORE_STEPS));
        all.addAll(GENERATOR.all());
        all.addAll(List.of(DECAY, AVERAGING, SCORE));
        return all;
    }

    @Override
    public final ImplicitSampler create(Settings settings, ComponentContext context) {
        int iterations = settings.get(ITERATIONS);
        var path = new AnnealingPath((int) Math.round(annealing(settings) * iterations), settings.get(SCALE));
        Schedule rate = falling(settings.get(GENERATOR.rate()), iterations, settings.get(DECAY));
        var generator =
                new GeneratorSettings(settings.get(LATENT), GENERATOR.network(settings), GENERATOR.adam(settings, rate), settings.get(AVERAGING));
        return new AnnealedFisherSampler(
                new AnnealedFisherSettings(
                        iterations, settings.get(BATCH), settings.get(SCORE_STEPS), path, loss(settings), noised(settings), generator),
                context.create(settings.get(SCORE), ScoreEstimator.class),
                context.compute());
    }

    /** Constant, then over the last share of the iterations on a straight line to 0. */
    private static Schedule falling(double rate, int iterations, double share) {
        long constant = iterations - Math.round(share * iterations);
        Schedule fall = Schedule.linear(rate, 0, Math.max(1, iterations - constant));
        return t -> t < constant ? rate : fall.at(t - constant);
    }
}
