package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

/** Makes the target {@code australian}. */
@Component(
        name = "australian",
        summary = "Posterior of Bayesian logistic regression on Australian credit approval, 15 coordinates.",
        citation = "Song, Zhao and Ermon 2017, A-NICE-MC: adversarial training for MCMC, arXiv:1706.07561")
public final class AustralianFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return LogisticRegressionFactory.DataSet.AUSTRALIAN.posterior(context);
    }
}
