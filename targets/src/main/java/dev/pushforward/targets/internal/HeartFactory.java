package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;

/** Makes the target {@code heart}. */
@Component(
        name = "heart",
        summary = "Posterior of Bayesian logistic regression on Statlog heart disease, 14 coordinates.",
        citation = "Song, Zhao and Ermon 2017, A-NICE-MC: adversarial training for MCMC, arXiv:1706.07561")
public final class HeartFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return LogisticRegressionFactory.DataSet.HEART.posterior(context);
    }
}
