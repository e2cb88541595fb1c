package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.Moments;
import java.util.List;

/** Provides {@link Moments}. */
@Component(name = "moments", summary = "Errors of mean and covariance against reference draws.", citation = "")
public final class MomentsFactory implements MetricFactory {
    /** For ServiceLoader. */
    public MomentsFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new Moments();
    }
}
