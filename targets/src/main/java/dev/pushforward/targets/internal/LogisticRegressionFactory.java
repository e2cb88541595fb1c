package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.LogisticRegression;
import java.util.List;

/** Makes the target {@code logistic-regression}. */
@Component(
        name = "logistic-regression",
        summary = "Posterior of Bayesian logistic regression on a public data set.",
        citation = "Song, Zhao and Ermon 2017, A-NICE-MC: adversarial training for MCMC, arXiv:1706.07561")
public final class LogisticRegressionFactory implements TargetFactory {
    /** The data sets. */
    enum DataSet {
        /** Statlog Australian credit approval, 690 rows of 14 features. */
        AUSTRALIAN("australian.csv"),
        /** German credit, numeric version, 1,000 rows of 24 features; label 1 is bad credit. */
        GERMAN("german.csv"),
        /** Statlog heart disease, 270 rows of 13 features. */
        HEART("heart.csv");

        private final String file;

        DataSet(String file) {
            this.file = file;
        }

        Target posterior(ComponentContext context) {
            return LogisticRegression.read(context.data(file));
        }
    }

    private static final Setting<DataSet> DATA =
            Setting.choice("data", DataSet.HEART, "the data set: a file of this name in the data folder, else fetched");

    @Override
    public List<Setting<?>> settings() {
        return List.of(DATA);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return settings.get(DATA).posterior(context);
    }
}
