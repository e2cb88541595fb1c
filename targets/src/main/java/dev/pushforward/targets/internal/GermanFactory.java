package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

/** Makes the target {@code german}. */
@Component(
        name = "german",
        summary = "Posterior of Bayesian logistic regression on German credit, 25 coordinates.",
        citation = "Song, Zhao and Ermon 2017, A-NICE-MC: adversarial training for MCMC, arXiv:1706.07561")
public final class GermanFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return LogisticRegressionFactory.DataSet.GERMAN.posterior(context);
    }
}
