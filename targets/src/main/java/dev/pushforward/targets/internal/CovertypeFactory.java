package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.HierarchicalLogisticRegression;
import java.util.List;

/** Makes the target {@code covertype}. */
@Component(
        name = "covertype",
        summary = "Posterior of Bayesian logistic regression on 581,012 forest cells, with minibatches and a fifth of"
                + " them held out; 56 coordinates.",
        citation = "Liu and Wang 2016, Stein variational gradient descent, arXiv:1608.04471")
public final class CovertypeFactory implements TargetFactory {
    private static final Setting<Integer> MINIBATCH = Setting.integer(
            "minibatch", 500, 1, Integer.MAX_VALUE, "training rows that one step of a stochastic method sees");
    private static final Setting<Integer> SPLIT = Setting.integer(
            "split", 1, 0, Integer.MAX_VALUE, "seed of the split into training rows and a fifth held out");
    private static final Setting<Integer> TRAINING =
            Setting.integer("training", 0, 0, Integer.MAX_VALUE, "training rows, of 464,809; 0 for all");

    /** For ServiceLoader. */
    public CovertypeFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(MINIBATCH, SPLIT, TRAINING);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return HierarchicalLogisticRegression.read(
                context.data("covertype.csv.gz"), settings.get(SPLIT), settings.get(TRAINING), settings.get(MINIBATCH));
    }
}
